using Hydrant.Api.Tests.Control;

namespace Hydrant.Api.Tests.Kinesis.Errors;

/// <summary>How large a put may be, to the byte.</summary>
public sealed class PutSizeTests
{
    private const int Mib = 1024 * 1024;
    private const string Entry = """{"Data":"","PartitionKey":"a"}""";

    [Fact]
    public async Task A_key_has_256_characters_at_most()
    {
        await using var world = await OpenAsync();
        var key = new string('ü', 257);

        await world.OkAsync("PutRecord", Put("", key[1..]));
        await world.RefusedAsync("PutRecord", Put("", key), "ValidationException",
            $"1 validation error detected: Value '{key}' at 'partitionKey' failed to satisfy constraint: "
            + "Member must have length less than or equal to 256");
    }

    [Fact]
    public async Task Data_has_10_MiB_at_most()
    {
        await using var world = await OpenAsync();

        await world.RefusedAsync("PutRecord", Put(Base64((10 * Mib) + 1), "k"), "ValidationException",
            "1 validation error detected: Value 'java.nio.HeapByteBuffer[pos=0 lim=10485761 cap=10485761]' at 'data' "
            + "failed to satisfy constraint: Member must have length less than or equal to 10485760");
    }

    [Fact]
    public async Task A_request_has_500_records_at_most()
    {
        await using var world = await OpenAsync();

        await world.OkAsync("PutRecords", Records(Enumerable.Repeat(Entry, 500)));
        foreach (var protocol in ControlCase.Both)
        {
            var (status, body) = await Protocols.ProtocolCalls.CallAsync(
                world, protocol, "PutRecords", Records(Enumerable.Repeat(Entry, 501)));
            status.ShouldBe(400);
            ((string?)body["__type"]).ShouldBe("ValidationException");
            ((string?)body["message"])!.ShouldStartWith("1 validation error detected: Value '[");
            ((string?)body["message"])!.ShouldEndWith(
                "' at 'records' failed to satisfy constraint: Member must have length less than or equal to 500");
        }
    }

    [Fact]
    public async Task A_request_has_10_MiB_at_most()
    {
        await using var world = await OpenAsync();
        var nine = Enumerable.Repeat($$"""{"Data":"{{Base64(Mib - 1)}}","PartitionKey":"k"}""", 9).ToList();
        string With(int last) => Records([.. nine, $$"""{"Data":"{{Base64(last)}}","PartitionKey":"k"}"""]);

        await world.OkAsync("PutRecords", With(Mib - 1));
        await world.RefusedAsync("PutRecords", With(Mib), "InvalidArgumentException",
            "Records size exceeds 10 MB limit");
    }

    private static async Task<ApiWorld> OpenAsync()
    {
        var world = await ApiWorld.OpenAsync();
        await world.CreateAsync("there", 1);
        return world;
    }

    private static string Put(string data, string key) =>
        $$"""{"StreamName":"there","Data":"{{data}}","PartitionKey":"{{key}}"}""";

    private static string Records(IEnumerable<string> entries) =>
        $$"""{"StreamName":"there","Records":[{{string.Join(',', entries)}}]}""";

    private static string Base64(int bytes) => Convert.ToBase64String(new byte[bytes]);
}
