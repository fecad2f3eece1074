using Hydrant.Formats.Columns;
using Hydrant.Formats.Orc.Metadata;
using Hydrant.Formats.Orc.Statistics;
using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Orc.Writers;

/// <summary>struct: no stream of its own but the one that says which are there.</summary>
internal sealed class StructColumnWriter : ParentColumnWriter
{
    private readonly ColumnWriter[] _children;
    private StructColumn _column = null!;

    public StructColumnWriter(WriterContext context, HiveType type, BloomPaths bloom)
        : base(context, static () => new ColumnStatistics())
    {
        _children = [.. type.Fields.Select(field => ColumnWriters.Of(context, field.Type, bloom.Within(field.Name)))];
    }

    protected override IReadOnlyList<ColumnWriter> Children => _children;

    protected override void BindValues(Column column)
    {
        _column = (StructColumn)column;
        for (var i = 0; i < _children.Length; i++) _children[i].Bind(_column.Fields[i]);
    }

    protected override void WriteValues(int from, int count)
    {
        for (var i = 0; i < _children.Length; i++) _children[i].Write(_column.Fields[i], count);
    }

    protected override void EndValues(StripeParts parts) =>
        parts.AddEncoding(ColumnEncoding.Direct, null, hasBloomFilter: false);
}
