using Hydrant.Formats.Orc.Statistics;

namespace Hydrant.Formats.Orc.Writers;

/// <summary>A column with others within it, which take part in whatever happens to it.</summary>
internal abstract class ParentColumnWriter(WriterContext context, Func<ColumnStatistics> newStatistics)
    : ColumnWriter(context, newStatistics, bloom: null)
{
    public override long EncodedBytes => base.EncodedBytes + Children.Sum(child => child.EncodedBytes);

    public override long Memory => base.Memory + Children.Sum(child => child.Memory);

    public override IEnumerable<ColumnWriter> All => [this, .. Children.SelectMany(child => child.All)];

    /// <summary>In the order of their ids.</summary>
    protected abstract IReadOnlyList<ColumnWriter> Children { get; }

    public override void EndGroup()
    {
        base.EndGroup();
        foreach (var child in Children) child.EndGroup();
    }

    public override void Clear()
    {
        base.Clear();
        foreach (var child in Children) child.Clear();
    }

    protected override void BeginValueGroup(List<ulong> positions)
    {
        foreach (var child in Children) child.BeginGroup();
    }

    protected override void EndChildren(StripeParts parts)
    {
        foreach (var child in Children) child.EndStripe(parts);
    }
}
