using System.Text;
using System.Text.Json;
using Hydrant.Conformance.Crashes;

namespace Hydrant.Conformance.Resharding;

/// <summary>
/// Reads a whole stream with GetRecords as a consumer library does: from the first shards on, each shard to its end, and
/// a child when this consumer has finished all its parents. What fails is asked again.
/// </summary>
internal sealed class PollingConsumer(PlainClient client, string stream) : IStreamConsumer
{
    private readonly Dictionary<string, string> _iterators = new(StringComparer.Ordinal);
    private readonly HashSet<string> _finished = new(StringComparer.Ordinal);

    public KeyedRecords Seen { get; } = new();

    public async Task RunAsync(CancellationToken stop)
    {
        var first = await client.AskAsync("Kinesis_20131202.ListShards", $$"""{"StreamName":"{{stream}}"}""");
        foreach (var shard in first.GetProperty("Shards").EnumerateArray()) await StartAsync(shard.GetProperty("ShardId").GetString()!, stop);

        while (!stop.IsCancellationRequested)
        {
            var read = 0;
            foreach (var shard in _iterators.Keys.ToList())
            {
                try
                {
                    read += await ReadAsync(shard, stop);
                }
                catch (HttpRequestException)
                {
                    await Task.Delay(50, CancellationToken.None); // The server is being started again; the iterator stays good.
                }
            }

            if (read == 0) await Task.Delay(10, CancellationToken.None);
        }
    }

    private async Task<int> ReadAsync(string shard, CancellationToken stop)
    {
        var page = await client.AskAsync("Kinesis_20131202.GetRecords", $$"""{"ShardIterator":"{{_iterators[shard]}}"}""");
        var records = page.GetProperty("Records");
        foreach (var record in records.EnumerateArray())
        {
            var parts = Encoding.ASCII.GetString(record.GetProperty("Data").GetBytesFromBase64()).Split(' ');
            Seen.Add(parts[0], int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture), shard);
        }

        if (page.TryGetProperty("NextShardIterator", out var next))
        {
            _iterators[shard] = next.GetString()!;
            return records.GetArrayLength();
        }

        var children = page.GetProperty("ChildShards").EnumerateArray().ToList();
        children.ShouldNotBeEmpty($"{shard} ended without children");
        _iterators.Remove(shard);
        _finished.Add(shard);
        foreach (var child in children)
        {
            var parents = child.GetProperty("ParentShards").EnumerateArray().Select(parent => parent.GetString()!);
            if (parents.All(_finished.Contains)) await StartAsync(child.GetProperty("ShardId").GetString()!, stop);
        }

        return records.GetArrayLength();
    }

    private async Task StartAsync(string shard, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var answer = await client.AskAsync(
                    "Kinesis_20131202.GetShardIterator",
                    $$"""{"StreamName":"{{stream}}","ShardId":"{{shard}}","ShardIteratorType":"TRIM_HORIZON"}""");
                _iterators[shard] = answer.GetProperty("ShardIterator").GetString()!;
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50, CancellationToken.None);
            }
        }
    }
}
