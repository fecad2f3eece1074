using System.Text;
using Hydrant.Conformance.Crashes;

namespace Hydrant.Conformance.Reading;

/// <summary>Reads shards through the public API.</summary>
internal static class ShardReading
{
    /// <summary>All records of a shard up to its tail, as text, in order.</summary>
    public static async Task<List<string>> AllAsync(PlainClient client, string stream, int shard)
    {
        var place = $$"""{"StreamName":"{{stream}}","ShardId":"{{shard}}","ShardIteratorType":"TRIM_HORIZON"}""";
        var iterator = (await client.AskAsync("Kinesis_20131202.GetShardIterator", place))
            .GetProperty("ShardIterator").GetString();
        var texts = new List<string>();
        while (true)
        {
            var page = await client.AskAsync(
                "Kinesis_20131202.GetRecords", $$"""{"ShardIterator":"{{iterator}}"}""");
            foreach (var record in page.GetProperty("Records").EnumerateArray())
                texts.Add(Encoding.UTF8.GetString(record.GetProperty("Data").GetBytesFromBase64()));
            if (page.GetProperty("MillisBehindLatest").GetInt64() == 0) return texts;
            iterator = page.GetProperty("NextShardIterator").GetString();
        }
    }

    /// <summary>Waits until the stream is active.</summary>
    public static Task StreamIsActiveAsync(PlainClient client, string name) =>
        IsActiveAsync(client, "Kinesis_20131202.DescribeStreamSummary", $$"""{"StreamName":"{{name}}"}""");

    /// <summary>Waits until the delivery stream is active.</summary>
    public static Task DeliveryIsActiveAsync(PlainClient client, string name) => IsActiveAsync(
        client, "Firehose_20150804.DescribeDeliveryStream", $$"""{"DeliveryStreamName":"{{name}}"}""");

    private static async Task IsActiveAsync(PlainClient client, string target, string body)
    {
        for (var patience = 0; patience < 500; patience++)
        {
            if ((await client.CallAsync(target, body)).Contains("\"ACTIVE\"", StringComparison.Ordinal)) return;
            await Task.Delay(20, CancellationToken.None);
        }

        throw new TimeoutException($"Not active: {body}");
    }
}
