namespace Hydrant.Api.Tests.Firehose;

public sealed class PutRecordTests
{
    [Fact]
    public async Task A_record_is_answered_with_its_identifier()
    {
        await using var world = await FirehoseWorld.StartAsync();
        await world.MakeAsync("clicks");

        var (status, answer) = await world.CallAsync("PutRecord", """{"DeliveryStreamName":"clicks","Record":{"Data":"YWJj"}}""");

        status.ShouldBe(200);
        answer["RecordId"]!.GetValue<string>().Length.ShouldBe(40);
        answer["Encrypted"]!.GetValue<bool>().ShouldBeFalse();
        world.Deliveries.All.ShouldHaveSingleItem().IntakeRecords().ShouldBe(["abc"]);
    }

    [Fact]
    public async Task A_batch_is_answered_entry_by_entry_and_kept_in_its_order()
    {
        await using var world = await FirehoseWorld.StartAsync();
        await world.MakeAsync("clicks");

        var (_, answer) = await world.CallAsync(
            "PutRecordBatch", """{"DeliveryStreamName":"clicks","Records":[{"Data":"YQ=="},{"Data":""},{"Data":"Yw=="}]}""");

        answer["FailedPutCount"]!.GetValue<int>().ShouldBe(0);
        answer["RequestResponses"]!.AsArray().Select(entry => entry!["RecordId"]!.GetValue<string>()).Distinct().Count().ShouldBe(3);
        world.Deliveries.All.ShouldHaveSingleItem().IntakeRecords().ShouldBe(["a", "", "c"]);
    }

    [Theory]
    [InlineData("PutRecord", """{"DeliveryStreamName":"none","Record":{"Data":"YWJj"}}""",
        "ResourceNotFoundException", "Firehose none under account 000000000000 not found.")]
    [InlineData("PutRecord", """{"DeliveryStreamName":"clicks","Record":{}}""",
        "ValidationException", "1 validation error detected: Value at 'record.data' failed to satisfy constraint: Member must not be null")]
    [InlineData("PutRecord", """{"DeliveryStreamName":"clicks"}""",
        "ValidationException", "1 validation error detected: Value at 'record' failed to satisfy constraint: Member must not be null")]
    [InlineData("PutRecordBatch", """{"DeliveryStreamName":"clicks","Records":[]}""", "ValidationException",
        "1 validation error detected: Value at 'records' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [InlineData("PutRecordBatch", """{"DeliveryStreamName":"clicks","Records":[{"Data":"YQ=="},{}]}""", "ValidationException",
        "1 validation error detected: Value at 'records.2.member.data' failed to satisfy constraint: Member must not be null")]
    public async Task A_wrong_put_is_refused_in_the_words_of_the_service(string operation, string request, string type, string message)
    {
        await using var world = await FirehoseWorld.StartAsync();
        await world.MakeAsync("clicks");

        var (status, answer) = await world.CallAsync(operation, request);

        status.ShouldBe(400);
        answer["__type"]!.GetValue<string>().ShouldBe(type);
        (answer["message"] ?? answer["Message"])!.GetValue<string>().ShouldBe(message);
        world.Deliveries.All.ShouldHaveSingleItem().IntakeRecords().ShouldBeEmpty();
    }

    [Fact]
    public async Task Sizes_end_at_their_limits()
    {
        await using var world = await FirehoseWorld.StartAsync();
        await world.MakeAsync("clicks");
        var largest = Convert.ToBase64String(new byte[1_024_000]);
        var tooLarge = Convert.ToBase64String(new byte[1_024_001]);
        var five = string.Join(',', Enumerable.Repeat($$$"""{"Data":"{{{largest}}}"}""", 5));
        var many = string.Join(',', Enumerable.Repeat("""{"Data":"YQ=="}""", 501));

        (await PutAsync($$$"""{"DeliveryStreamName":"clicks","Record":{"Data":"{{{largest}}}"}}""", "PutRecord")).ShouldBeNull();
        (await PutAsync($$$"""{"DeliveryStreamName":"clicks","Record":{"Data":"{{{tooLarge}}}"}}""", "PutRecord"))
            .ShouldBe("1 validation error detected: Value at 'record.data' failed to satisfy constraint: "
                + "Member must have length less than or equal to 1024000");
        (await PutAsync($$$"""{"DeliveryStreamName":"clicks","Records":[{{{five}}}]}""", "PutRecordBatch"))
            .ShouldBe("Records size exceeds 4 MB limit");
        (await PutAsync($$$"""{"DeliveryStreamName":"clicks","Records":[{{{many}}}]}""", "PutRecordBatch"))
            .ShouldBe("1 validation error detected: Value at 'records' failed to satisfy constraint: "
                + "Member must have length less than or equal to 500");

        async Task<string?> PutAsync(string request, string operation)
        {
            var (_, answer) = await world.CallAsync(operation, request);
            return (answer["message"] ?? answer["Message"])?.GetValue<string>();
        }
    }
}
