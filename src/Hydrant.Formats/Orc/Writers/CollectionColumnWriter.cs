using Hydrant.Formats.Columns;
using Hydrant.Formats.Orc.Encodings;
using Hydrant.Formats.Orc.Metadata;
using Hydrant.Formats.Orc.Statistics;
using Hydrant.Formats.Orc.Streams;
using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Orc.Writers;

/// <summary>
/// array and map: how many elements each one has; the elements, or keys and values, are columns within.
/// </summary>
internal sealed class CollectionColumnWriter : ParentColumnWriter
{
    private readonly ColumnWriter[] _children;
    private readonly OutStream _lengthBytes;
    private readonly IIntegerWriter _lengths;
    private readonly CollectionStatistics _group;
    private Column _column = null!;

    public CollectionColumnWriter(WriterContext context, HiveType type, BloomPaths bloom)
        : base(context, static () => new CollectionStatistics())
    {
        _group = (CollectionStatistics)Index.Group;
        _lengthBytes = context.NewStream();
        _lengths = context.NewIntegers(_lengthBytes, signed: false);
        _children = [.. type.Fields.Select((field, place) => ColumnWriters.Of(
            context, field.Type, bloom.Within(field.Name), isMapKey: type.Kind == HiveKind.Map && place == 0))];
    }

    public override long EncodedBytes => base.EncodedBytes + _lengthBytes.Length;

    public override long Memory => base.Memory + _lengthBytes.Memory;

    protected override IReadOnlyList<ColumnWriter> Children => _children;

    public override void Clear()
    {
        base.Clear();
        _lengthBytes.Clear();
    }

    protected override void BindValues(Column column)
    {
        _column = column;
        for (var i = 0; i < _children.Length; i++) _children[i].Bind(ChildOf(column, i));
    }

    protected override void WriteValues(int from, int count)
    {
        var ends = _column is ListColumn list ? list.Ends : ((MapColumn)_column).Ends;
        var first = from == 0 ? 0 : ends[from - 1];
        var start = first;
        foreach (var end in ends.Slice(from, count))
        {
            _lengths.Write(end - start);
            _group.Add(end - start);
            start = end;
        }

        for (var i = 0; i < _children.Length; i++) _children[i].Write(ChildOf(_column, i), start - first);
    }

    protected override void BeginValueGroup(List<ulong> positions)
    {
        _lengths.Flush();
        _lengthBytes.RecordPosition(positions);
        positions.Add(0);
        base.BeginValueGroup(positions);
    }

    protected override void EndValues(StripeParts parts)
    {
        _lengths.Flush();
        parts.AddData(StreamKind.Length, Id, _lengthBytes);
        parts.AddEncoding(Context.Direct, null, hasBloomFilter: false);
    }

    private static Column ChildOf(Column column, int index) => column switch
    {
        ListColumn list => list.Element,
        MapColumn map => index == 0 ? map.Key : map.Value,
        _ => throw new Hydrant.Core.InvariantException($"{column.Type} is no collection"),
    };
}
