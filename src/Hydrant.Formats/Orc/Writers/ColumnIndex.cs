using Hydrant.Formats.Orc.Metadata;
using Hydrant.Formats.Orc.Statistics;

namespace Hydrant.Formats.Orc.Writers;

/// <summary>
/// One column's row index: for each row group where its values begin in the streams, and its statistics; beside it a
/// Bloom filter where one is wanted. Statistics of the stripe and the file are merged from the groups'.
/// </summary>
internal sealed class ColumnIndex(Func<ColumnStatistics> newStatistics, BloomFilter? bloom)
{
    private readonly ColumnStatistics _stripe = newStatistics();
    private readonly List<ulong> _present = [];
    private readonly List<ulong> _positions = [];
    private readonly List<ProtoWriter> _statistics = [];
    private readonly List<ProtoWriter> _filters = [];

    /// <summary>Of the row group under way.</summary>
    public ColumnStatistics Group { get; } = newStatistics();

    /// <summary>Of the whole file, up to the last stripe that ended.</summary>
    public ColumnStatistics File { get; } = newStatistics();

    public BloomFilter? Bloom => bloom;

    /// <summary>Of the presence stream, as many for each group; left out where the stripe has no null.</summary>
    public List<ulong> PresentPositions => _present;

    /// <summary>Of all other streams, as many for each group, in the order that readers expect.</summary>
    public List<ulong> Positions => _positions;

    /// <summary>Row groups that ended in this stripe.</summary>
    public int Groups => _statistics.Count;

    public void EndGroup()
    {
        _statistics.Add(Group.ToMessage());
        _stripe.MergeFrom(Group);
        Group.Clear();
        if (bloom is not null) _filters.Add(bloom.TakeMessage());
    }

    /// <summary>Hands over the index and the stripe's statistics; all is empty for the next stripe.</summary>
    public void EndStripe(int column, bool withPresent, StripeParts parts)
    {
        parts.AddIndex(StreamKind.RowIndex, column, RowIndex(withPresent));
        if (bloom is not null)
        {
            var filters = new ProtoWriter();
            foreach (var filter in _filters) filters.Message(1, filter);
            parts.AddIndex(StreamKind.BloomFilterUtf8, column, filters);
        }

        parts.Statistics.Add(_stripe.ToMessage());
        File.MergeFrom(_stripe);
        _stripe.Clear();
        _present.Clear();
        _positions.Clear();
        _statistics.Clear();
        _filters.Clear();
    }

    private ProtoWriter RowIndex(bool withPresent)
    {
        var index = new ProtoWriter();
        var present = withPresent ? _present.Count / _statistics.Count : 0;
        var others = _positions.Count / _statistics.Count;
        for (var i = 0; i < _statistics.Count; i++)
        {
            var positions = _present.Skip(i * present).Take(present).Concat(_positions.Skip(i * others).Take(others));
            index.Message(1, new ProtoWriter().Packed(1, positions).Message(2, _statistics[i]));
        }

        return index;
    }
}
