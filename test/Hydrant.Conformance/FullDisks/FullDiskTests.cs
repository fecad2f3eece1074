using Hydrant.Conformance.Crashes;
using Hydrant.Conformance.Reading;
using Hydrant.Testing.Server;

namespace Hydrant.Conformance.FullDisks;

/// <summary>
/// A started server on a disk that really fills up: writes are refused in the service's own words and leave nothing,
/// reads go on, writes resume when there is space again, and what was acknowledged outlives a kill.
/// </summary>
public sealed class FullDiskTests
{
    private const int DiskMegabytes = 64;
    private const int FillerMegabytes = 40;
    private const int Shards = 2;

    private static readonly string[] Options =
        ["--log-segment-size", "2 MiB", "--delivery-last-retry", "1 s", "--log-tail-cache-size", "1 MiB"];

    [Fact]
    public async Task A_full_disk_refuses_writes_and_loses_nothing()
    {
        var (disk, whyNot) = await SmallDisk.MountAsync(DiskMegabytes);
        if (disk is null) Assert.Skip(whyNot!);
        await using var mounted = disk;
        disk.Fill(FillerMegabytes);
        await using var server = await StartedServer.StartInAsync(Path.Combine(disk.Path, "data"), Options);
        using var client = new PlainClient(server.Endpoint);
        await PrepareAsync(client);
        var written = new WrittenLines(client);

        await WriteUntilFullAsync(written);
        disk.FreeBytes.ShouldBeLessThan(1 << 20);
        await StreamHoldsAsync(client, written);
        await IsRefusedOrDoneAsync(client, "Kinesis_20131202.CreateStream", """{"StreamName":"t","ShardCount":1}""");

        disk.Free();
        await WriteAgainAsync(written);
        await StreamHoldsAsync(client, written);
        await FilesHoldAsync(server, written);

        disk.Fill(DiskMegabytes);
        await WriteUntilFullAsync(written);
        await server.KillAsync();
        await server.RunAsync();
        await StreamHoldsAsync(client, written);
        disk.Free();
        await WriteAgainAsync(written);
        await StreamHoldsAsync(client, written);
        await FilesHoldAsync(server, written);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{written.Streamed.Count} + {written.Delivered.Count} acknowledged, {written.Refused.Count} refused");
    }

    private static async Task PrepareAsync(PlainClient client)
    {
        await client.CallAsync("Kinesis_20131202.CreateStream", $$"""{"StreamName":"s","ShardCount":{{Shards}}}""");
        await ShardReading.StreamIsActiveAsync(client, "s");
        await client.CallAsync("Firehose_20150804.CreateDeliveryStream",
            """
            {"DeliveryStreamName":"d","ExtendedS3DestinationConfiguration":{
            "RoleARN":"arn:aws:iam::000000000000:role/r","BucketARN":"arn:aws:s3:::d","BufferingHints":{"SizeInMBs":1,"IntervalInSeconds":1} } }
            """);
        await ShardReading.DeliveryIsActiveAsync(client, "d");
    }

    // Several writers to both; each goes on until it was refused a few times in a row.
    private static Task WriteUntilFullAsync(WrittenLines written) => Task.WhenAll(
        Enumerable.Range(0, 4).Select(writer => WriteUntilFullAsync(written, toDelivery: writer % 2 == 1)));

    private static async Task WriteUntilFullAsync(WrittenLines written, bool toDelivery)
    {
        for (var refused = 0; refused < 5;) refused = await written.WriteAsync(toDelivery) ? 0 : refused + 1;
    }

    private static async Task WriteAgainAsync(WrittenLines written)
    {
        for (var turn = 0; turn < 20; turn++)
        {
            (await written.WriteAsync(toDelivery: false)).ShouldBeTrue();
            (await written.WriteAsync(toDelivery: true)).ShouldBeTrue();
        }
    }

    // There may be room for a small file still.
    private static async Task IsRefusedOrDoneAsync(PlainClient client, string target, string body)
    {
        var (status, said, id) = await client.SendAsync(target, body);
        Guid.TryParseExact(id, "D", out _).ShouldBeTrue(said);
        if (status != 200) said.ShouldContain("\"__type\":\"InternalFailure\"");
    }

    private static async Task StreamHoldsAsync(PlainClient client, WrittenLines written)
    {
        var found = new List<string>();
        for (var shard = 0; shard < Shards; shard++)
            found.AddRange(await ShardReading.AllAsync(client, "s", shard));
        found.Order(StringComparer.Ordinal).SequenceEqual(written.Streamed.Keys.Order(StringComparer.Ordinal))
            .ShouldBeTrue(Difference(written.Streamed.Keys, found));
    }

    private static async Task FilesHoldAsync(StartedServer server, WrittenLines written)
    {
        var found = new List<string>();
        for (var patience = 0; patience < 300 && found.Count < written.Delivered.Count; patience++)
        {
            await Task.Delay(100, CancellationToken.None);
            var files = Directory.GetFiles(Path.Combine(server.Data, "buckets", "d"), "*", SearchOption.AllDirectories);
            found = [.. files.SelectMany(File.ReadLines).Select(line => line + "\n")];
        }

        found.Order(StringComparer.Ordinal).SequenceEqual(written.Delivered.Keys.Order(StringComparer.Ordinal))
            .ShouldBeTrue(Difference(written.Delivered.Keys, found));
    }

    private static string Difference(ICollection<string> wanted, List<string> found) =>
        $"{wanted.Count} acknowledged, {found.Count} found, {wanted.Except(found).Count()} lost, "
        + $"{found.Except(wanted).Count()} that were not acknowledged, {found.Count - found.Distinct().Count()} twice";
}
