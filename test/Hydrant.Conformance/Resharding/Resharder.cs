using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Hydrant.Conformance.Crashes;

namespace Hydrant.Conformance.Resharding;

/// <summary>Splits, merges and scales a stream at random, every so often, between a least and a largest number of shards.</summary>
internal sealed class Resharder(PlainClient client, string stream, Random random)
{
    private const int Least = 4;
    private const int Most = 16;

    /// <summary>How many reshards the server accepted.</summary>
    public int Accepted { get; private set; }

    public async Task RunAsync(TimeSpan every, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await ReshardAsync();
                Accepted++;
            }
            catch (HttpRequestException)
            {
                // The server is down.
            }
            catch (InvalidOperationException refused) when (IsTooEarly(refused.Message))
            {
                // The one before is not done yet, or was not when the shards were listed.
            }

            await Task.Delay(every, CancellationToken.None);
        }
    }

    private async Task ReshardAsync()
    {
        var listed = await client.AskAsync("Kinesis_20131202.ListShards", $$"""{"ShardFilter":{"Type":"AT_LATEST"},"StreamName":"{{stream}}"}""");
        var open = listed.GetProperty("Shards").EnumerateArray().OrderBy(shard => Key(shard, "StartingHashKey")).ToList();
        var at = random.Next(open.Count - 1);
        var kind = open.Count <= Least ? 0 : open.Count >= Most ? 1 : random.Next(8);
        if (kind == 7)
        {
            var target = random.Next(Math.Max(Least, (open.Count + 1) / 2), Math.Min(Most, open.Count * 2) + 1);
            await client.CallAsync(
                "Kinesis_20131202.UpdateShardCount",
                $$"""{"StreamName":"{{stream}}","TargetShardCount":{{target}},"ScalingType":"UNIFORM_SCALING"}""");
        }
        else if (kind % 2 == 0)
        {
            var middle = (Key(open[at], "StartingHashKey") + Key(open[at], "EndingHashKey")) / 2;
            await client.CallAsync(
                "Kinesis_20131202.SplitShard",
                $$"""{"StreamName":"{{stream}}","ShardToSplit":"{{Id(open[at])}}","NewStartingHashKey":"{{middle}}"}""");
        }
        else
        {
            await client.CallAsync(
                "Kinesis_20131202.MergeShards",
                $$"""{"StreamName":"{{stream}}","ShardToMerge":"{{Id(open[at])}}","AdjacentShardToMerge":"{{Id(open[at + 1])}}"}""");
        }
    }

    private static bool IsTooEarly(string refusal) =>
        refusal.Contains("not ACTIVE", StringComparison.Ordinal) || refusal.Contains("already been merged or split", StringComparison.Ordinal);

    private static string Id(JsonElement shard) => shard.GetProperty("ShardId").GetString()!;

    private static BigInteger Key(JsonElement shard, string end) =>
        BigInteger.Parse(shard.GetProperty("HashKeyRange").GetProperty(end).GetString()!, CultureInfo.InvariantCulture);
}
