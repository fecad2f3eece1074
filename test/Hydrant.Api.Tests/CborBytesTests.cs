using Hydrant.Api.Tests.Protocols;

namespace Hydrant.Api.Tests;

/// <summary>Requests in every form in which clients are known to write CBOR, to the byte.</summary>
public sealed class CborBytesTests
{
    private const string Name = "6a53747265616d4e616d65676578616d706c65"; // "StreamName": "example"
    private const string Key = "6c506172746974696f6e4b65796161"; // "PartitionKey": "a"
    private const string Data = "6444617461426869"; // "Data": "hi"

    [Theory]
    [InlineData("bf" + Name + Key + Data + "ff", "a map without a length, as the Java clients write it")]
    [InlineData("a3" + Name + Key + Data, "a map with its length")]
    [InlineData("b903" + Name + Key + Data, "not a map", 400)]
    [InlineData("b90003" + Name + Key + Data, "a length in more bytes than it needs")]
    [InlineData("bf" + Name + Key + "64446174615f41684169ff" + "ff", "data in chunks")]
    [InlineData("bf" + Name + "7f69506172746974696f6e634b6579ff" + "7f6161ff" + Data + "ff", "texts in chunks")]
    [InlineData("bf" + Name + "7819" + "53657175656e63654e756d626572466f724f72646572696e67" + "f6" + Key + Data + "ff", "a member that is null")]
    public async Task A_record_arrives_from_every_form_of_CBOR(string hexadecimal, string form, int status = 200)
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.CreateAsync("example", 1);

        var (answered, _) = await PostAsync(world, "PutRecord", hexadecimal);

        answered.ShouldBe(status, form);
        if (status != 200) return;
        var iterator = await world.AskAsync("GetShardIterator", """{"StreamName":"example","ShardId":"0","ShardIteratorType":"TRIM_HORIZON"}""");
        var read = await world.AskAsync("GetRecords", $$"""{"ShardIterator":"{{iterator["ShardIterator"]}}"}""");
        ((string?)read["Records"]![0]!["Data"]).ShouldBe("aGk=");
        ((string?)read["Records"]![0]!["PartitionKey"]).ShouldBe("a");
    }

    [Theory]
    [InlineData("c11b0000018bcfe5687b")] // Tagged, and in milliseconds, other than the standard has it.
    [InlineData("1b0000018bcfe5687b")]
    public async Task A_time_is_whole_milliseconds(string time)
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.CreateAsync("example", 1);
        const string rest = "6753686172644964" + "6130" + "71" + "53686172644974657261746f7254797065" + "6c" + "41545f54494d455354414d50";

        var (status, body) = await PostAsync(world, "GetShardIterator", "bf" + Name + rest + "6954696d657374616d70" + time + "ff");

        status.ShouldBe(200);
        CborJson.Decode(body)!["ShardIterator"].ShouldNotBeNull();
    }

    private static Task<(int Status, byte[] Body)> PostAsync(ApiWorld world, string operation, string hexadecimal) =>
        world.SendBytesAsync(context =>
        {
            context.Request.Headers["X-Amz-Target"] = $"Kinesis_20131202.{operation}";
            context.Request.ContentType = "application/x-amz-cbor-1.1";
            context.Request.Body = new MemoryStream(Convert.FromHexString(hexadecimal));
        });
}
