namespace Hydrant.Api.Tests.Firehose;

public sealed class DeliveryTagTests
{
    private const string Clicks = """{"DeliveryStreamName":"clicks"}""";

    [Fact]
    public async Task Tags_are_given_changed_listed_and_taken_away_across_a_restart()
    {
        await using var world = await MadeAsync();

        (await world.AskAsync("TagDeliveryStream", Tags(("team", "web"), ("cost", "")))).ToJsonString().ShouldBe("{}");
        await world.AskAsync("TagDeliveryStream", """{"DeliveryStreamName":"clicks","Tags":[{"Key":"zone"},{"Key":"team","Value":"lake"}]}""");
        (await world.AskAsync("UntagDeliveryStream", """{"DeliveryStreamName":"clicks","TagKeys":["cost","never"]}""")).ToJsonString().ShouldBe("{}");
        await world.RestartAsync();

        (await world.AskAsync("ListTagsForDeliveryStream", Clicks)).ToJsonString().ShouldBe(
            """{"Tags":[{"Key":"team","Value":"lake"},{"Key":"zone","Value":""}],"HasMoreTags":false}""");
    }

    [Theory]
    [InlineData("", "a,b,c", false)]
    [InlineData(",\"Limit\":2", "a,b", true)]
    [InlineData(",\"Limit\":2,\"ExclusiveStartTagKey\":\"a\"", "b,c", false)]
    [InlineData(",\"ExclusiveStartTagKey\":\"bb\"", "c", false)]
    public async Task Tags_come_in_order_and_in_pages(string more, string keys, bool hasMore)
    {
        await using var world = await MadeAsync();
        await world.AskAsync("TagDeliveryStream", Tags(("b", ""), ("c", ""), ("a", "")));

        var answer = await world.AskAsync("ListTagsForDeliveryStream", Clicks[..^1] + more + "}");

        string.Join(',', answer["Tags"]!.AsArray().Select(tag => tag!["Key"]!.GetValue<string>())).ShouldBe(keys);
        answer["HasMoreTags"]!.GetValue<bool>().ShouldBe(hasMore);
    }

    [Fact]
    public async Task Fifty_tags_are_the_limit()
    {
        await using var world = await MadeAsync();
        await world.AskAsync("TagDeliveryStream", Tags([.. Enumerable.Range(0, 50).Select(i => ($"k{i}", "v"))]));

        await world.AskAsync("TagDeliveryStream", Tags(("k7", "other")));
        (await world.RefusedAsync("TagDeliveryStream", Tags(("one more", "")))).ShouldBe(
            "400 LimitExceededException: Firehose clicks under accountId 000000000000 cannot have more than 50 tags.");
        (await world.AskAsync("ListTagsForDeliveryStream", Clicks))["Tags"]!.AsArray().Count.ShouldBe(50);
    }

    public static TheoryData<string, string, string> Refused => new()
    {
        {
            "TagDeliveryStream", Tags(("foo!", "")),
            "400 ValidationException: 1 validation error detected: Value 'foo!' at 'tags.1.member.key' failed to satisfy constraint: "
            + @"Member must satisfy regular expression pattern: ^(?!aws:)[\p{L}\p{Z}\p{N}_.:\/=+\-@%]*$"
        },
        {
            "TagDeliveryStream", Tags(("aws:mine", "")),
            "400 ValidationException: 1 validation error detected: Value 'aws:mine' at 'tags.1.member.key' failed to satisfy constraint: "
            + @"Member must satisfy regular expression pattern: ^(?!aws:)[\p{L}\p{Z}\p{N}_.:\/=+\-@%]*$"
        },
        {
            "TagDeliveryStream", Tags(("a", "b!")),
            "400 ValidationException: 1 validation error detected: Value 'b!' at 'tags.1.member.value' failed to satisfy constraint: "
            + @"Member must satisfy regular expression pattern: ^[\p{L}\p{Z}\p{N}_.:\/=+\-@%]*$"
        },
        {
            "TagDeliveryStream", """{"DeliveryStreamName":"clicks","Tags":[]}""",
            "400 ValidationException: 1 validation error detected: Value at 'tags' failed to satisfy constraint: "
            + "Member must have length greater than or equal to 1"
        },
        {
            "TagDeliveryStream", Tags([.. Enumerable.Range(0, 51).Select(i => ($"k{i}", ""))]),
            "400 ValidationException: 1 validation error detected: Value at 'tags' failed to satisfy constraint: "
            + "Member must have length less than or equal to 50"
        },
        {
            "TagDeliveryStream", Tags(("a", "1"), ("a", "2")),
            "400 InvalidArgumentException: The tag key a is given more than once."
        },
        {
            "TagDeliveryStream", Tags(("a", "1")).Replace("clicks", "none"),
            "400 ResourceNotFoundException: Firehose none under account 000000000000 not found."
        },
        {
            "UntagDeliveryStream", Clicks,
            "400 ValidationException: 1 validation error detected: Value at 'tagKeys' failed to satisfy constraint: Member must not be null"
        },
        {
            "UntagDeliveryStream", """{"DeliveryStreamName":"none","TagKeys":["a"]}""",
            "400 ResourceNotFoundException: Firehose none under account 000000000000 not found."
        },
        {
            "ListTagsForDeliveryStream", """{"DeliveryStreamName":"clicks","Limit":51}""",
            "400 ValidationException: 1 validation error detected: Value at 'limit' failed to satisfy constraint: "
            + "Member must have value less than or equal to 50"
        },
        {
            "ListTagsForDeliveryStream", """{"DeliveryStreamName":"none"}""",
            "400 ResourceNotFoundException: Firehose none under account 000000000000 not found."
        },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_wrong_request_is_refused_in_the_words_of_the_service(string operation, string request, string refusal)
    {
        await using var world = await MadeAsync();

        (await world.RefusedAsync(operation, request)).ShouldBe(refusal);
        (await world.AskAsync("ListTagsForDeliveryStream", Clicks))["Tags"]!.AsArray().ShouldBeEmpty();
    }

    private static async Task<FirehoseWorld> MadeAsync()
    {
        var world = await FirehoseWorld.StartAsync();
        await world.MakeAsync("clicks");
        return world;
    }

    private static string Tags(params (string Key, string Value)[] tags) =>
        "{\"DeliveryStreamName\":\"clicks\",\"Tags\":["
        + string.Join(',', tags.Select(tag => $$"""{"Key":"{{tag.Key}}","Value":"{{tag.Value}}"}""")) + "]}";
}
