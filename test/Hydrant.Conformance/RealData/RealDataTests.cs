using System.Security.Cryptography;
using System.Text;
using Hydrant.Conformance.Crashes;
using Hydrant.Conformance.Reading;
using Hydrant.Testing.Server;

namespace Hydrant.Conformance.RealData;

/// <summary>
/// Real records through the public API to files, in every compression, from a stream and put directly: each is there
/// once, byte for byte and in its order.
/// </summary>
public sealed class RealDataTests
{
    private const int Shards = 3;
    private const string Role = "arn:aws:iam::000000000000:role/r";

    private static readonly string[] Formats = ["UNCOMPRESSED", "GZIP", "ZIP", "Snappy", "HADOOP_SNAPPY"];

    [Fact]
    public async Task Records_of_a_stream_arrive_in_the_order_of_their_shard()
    {
        var lines = await VegaRecords.ReadAsync();
        await using var server = await StartedServer.StartAsync();
        using var client = new PlainClient(server.Endpoint);
        await client.CallAsync("Kinesis_20131202.CreateStream", $$"""{"StreamName":"s","ShardCount":{{Shards}}}""");
        await ShardReading.StreamIsActiveAsync(client, "s");
        foreach (var format in Formats) await DeliverAsync(client, format, fromStream: true);

        var shardOf = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var batch in lines.Chunk(500))
        {
            var entries = batch.Select(line => $$"""{"Data":"{{Base64(line)}}","PartitionKey":"{{KeyOf(line)}}"}""");
            var answer = await client.AskAsync(
                "Kinesis_20131202.PutRecords", $$"""{"StreamName":"s","Records":[{{string.Join(',', entries)}}]}""");
            answer.GetProperty("FailedRecordCount").GetInt32().ShouldBe(0);
            var records = answer.GetProperty("Records").EnumerateArray();
            foreach (var (line, record) in batch.Zip(records))
                shardOf[line] = record.GetProperty("ShardId").GetString()!;
        }

        shardOf.Values.Distinct().Count().ShouldBe(Shards);
        foreach (var format in Formats)
        {
            var delivered = await FilesOf(server, format).LinesAsync(lines.Count);
            delivered.Count.ShouldBe(lines.Count, format);
            foreach (var shard in shardOf.Values.Distinct())
                Same(InShard(lines, shardOf, shard), InShard(delivered, shardOf, shard), $"{format}, {shard}");
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{lines.Count} records, {Formats.Length} compressions");
    }

    [Fact]
    public async Task Records_put_directly_arrive_in_their_order()
    {
        var lines = await VegaRecords.ReadAsync();
        await using var server = await StartedServer.StartAsync();
        using var client = new PlainClient(server.Endpoint);
        foreach (var format in Formats)
        {
            await DeliverAsync(client, format, fromStream: false);
            foreach (var batch in lines.Chunk(500))
            {
                var entries = batch.Select(line => $$"""{"Data":"{{Base64(line)}}"}""");
                var answer = await client.AskAsync(
                    "Firehose_20150804.PutRecordBatch",
                    $$"""{"DeliveryStreamName":"{{format}}","Records":[{{string.Join(',', entries)}}]}""");
                answer.GetProperty("FailedPutCount").GetInt32().ShouldBe(0);
            }
        }

        var files = 0;
        foreach (var format in Formats)
        {
            var delivered = FilesOf(server, format);
            Same(lines, await delivered.LinesAsync(lines.Count), format);
            files += delivered.Count;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{lines.Count} records, {files} files");
    }

    private static async Task DeliverAsync(PlainClient client, string format, bool fromStream)
    {
        var source = fromStream
            ? $$"""
                "DeliveryStreamType":"KinesisStreamAsSource","KinesisStreamSourceConfiguration":{"RoleARN":"{{Role}}",
                "KinesisStreamARN":"arn:aws:kinesis:us-east-1:000000000000:stream/s"},
                """
            : "";
        await client.CallAsync("Firehose_20150804.CreateDeliveryStream",
            $$"""
            {"DeliveryStreamName":"{{format}}",{{source}}"ExtendedS3DestinationConfiguration":{"RoleARN":"{{Role}}",
            "BucketARN":"arn:aws:s3:::{{BucketOf(format)}}","CompressionFormat":"{{format}}",
            "BufferingHints":{"SizeInMBs":1,"IntervalInSeconds":1} } }
            """);
        await ShardReading.DeliveryIsActiveAsync(client, format);
    }

    private static DeliveredFiles FilesOf(StartedServer server, string format) =>
        new(Path.Combine(server.Data, "buckets", BucketOf(format)), format);

    private static string BucketOf(string format) => "real-" + format.ToLowerInvariant().Replace('_', '-');

    // The same line goes to the same shard, so that a line tells where it was.
    private static string KeyOf(string line) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)));

    private static List<string> InShard(List<string> lines, Dictionary<string, string> shardOf, string shard) =>
        [.. lines.Where(line => shardOf[line] == shard)];

    private static void Same(List<string> wanted, List<string> found, string about)
    {
        for (var i = 0; i < Math.Min(wanted.Count, found.Count); i++)
            found[i].ShouldBe(wanted[i], $"{about}: record {i} of {wanted.Count}");
        found.Count.ShouldBe(wanted.Count, about);
    }

    private static string Base64(string line) => Convert.ToBase64String(Encoding.UTF8.GetBytes(line + "\n"));
}
