using System.Globalization;
using Hydrant.Core;

namespace Hydrant.Streams.Scaling;

/// <summary>
/// Which shards to split and to merge (docs/specs/kinesis.md, scaling). Pure: loads in, a decision out. A stream is to take
/// double its recent peak, so a shard is split well before half of what it may take, and merged only when both neighbours
/// together stayed far below that.
/// </summary>
internal static class ScalingRules
{
    /// <summary>Above this share of a shard it is split: double of it still fits, also when keys spread unevenly.</summary>
    public const double Hot = 0.4;

    /// <summary>Neighbours that together stayed below this share for the whole quiet time become one.</summary>
    public const double Cold = 0.2;

    /// <summary>After so many splits that did not divide the load it is on few keys, which no split divides.</summary>
    public const int MaxConcentration = 4;

    /// <param name="open">The open shards in the order of their ranges.</param>
    /// <param name="least">The stream is not scaled below this.</param>
    /// <param name="most">Nor above this.</param>
    /// <param name="nowMs">Epoch milliseconds.</param>
    /// <returns>Null when all is well as it is.</returns>
    public static ScalingDecision? Decide(IReadOnlyList<ShardLoad> open, int least, int most, long nowMs)
    {
        var splits = open
            .Where(shard => shard.Share > Hot && shard.Concentration < MaxConcentration && CanSplit(shard.Range))
            .OrderByDescending(shard => shard.Share)
            .Take(Math.Max(0, most - open.Count))
            .ToList();
        var merges = splits.Count > 0 ? [] : Merges(open, open.Count - least);
        return splits.Count + merges.Count == 0
            ? null
            : new ScalingDecision(
                nowMs,
                [.. splits.Select(shard => shard.Id)],
                [.. merges.Select(pair => (pair.Lower.Id, pair.Upper.Id))],
                splits.Count > 0 ? WhySplit(splits, open) : WhyMerge(merges));
    }

    private static List<(ShardLoad Lower, ShardLoad Upper)> Merges(IReadOnlyList<ShardLoad> open, int room)
    {
        var merges = new List<(ShardLoad Lower, ShardLoad Upper)>();
        for (var at = 0; at + 1 < open.Count && merges.Count < room; at++)
        {
            var (lower, upper) = (open[at], open[at + 1]);
            if (!lower.IsKnown || !upper.IsKnown || lower.Peak + upper.Peak >= Cold) continue;
            merges.Add((lower, upper));
            at++;
        }

        return merges;
    }

    private static bool CanSplit(HashKeyRange range) => range.End.Value - range.Start.Value > 3;

    private static string WhySplit(List<ShardLoad> splits, IReadOnlyList<ShardLoad> open) => string.Create(
        CultureInfo.InvariantCulture,
        $"{splits.Count} of {open.Count} shards took more than {Hot:P0} of what a shard may take, {splits[0].Id} the most with {splits[0].Share:P0}.");

    private static string WhyMerge(List<(ShardLoad Lower, ShardLoad Upper)> merges) => string.Create(
        CultureInfo.InvariantCulture,
        $"{merges.Count} pairs of neighbours took less than {Cold:P0} of what a shard may take for the whole quiet time.");
}
