using Hydrant.Formats.Orc.Statistics;

namespace Hydrant.Formats.Orc.Writers;

/// <summary>Which columns get a Bloom filter, seen from one place in the schema.</summary>
/// <param name="Chosen">Paths with dots, without regard to letter case.</param>
internal sealed record BloomPaths(OrcOptions Options, string Path, bool IsChosen, HashSet<string> Chosen)
{
    public static BloomPaths Of(OrcOptions options) =>
        new(options, "", false, new HashSet<string>(options.BloomFilterColumns, StringComparer.OrdinalIgnoreCase));

    public BloomPaths Within(string name)
    {
        var path = Path.Length == 0 ? name : $"{Path}.{name}";
        return this with { Path = path, IsChosen = IsChosen || Chosen.Contains(path) };
    }

    public BloomFilter? NewFilter() =>
        IsChosen ? new BloomFilter(Options.RowIndexStride, Options.BloomFilterFalsePositiveProbability) : null;
}
