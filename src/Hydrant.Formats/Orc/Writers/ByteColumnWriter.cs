using Hydrant.Formats.Columns;
using Hydrant.Formats.Orc.Encodings;
using Hydrant.Formats.Orc.Metadata;
using Hydrant.Formats.Orc.Statistics;
using Hydrant.Formats.Orc.Streams;

namespace Hydrant.Formats.Orc.Writers;

/// <summary>tinyint: one byte each, in byte run length encoding.</summary>
internal sealed class ByteColumnWriter : ColumnWriter
{
    private readonly OutStream _bytes;
    private readonly ByteRunWriter _runs;
    private readonly IntegerStatistics _group;
    private LongColumn _column = null!;

    public ByteColumnWriter(WriterContext context, BloomFilter? bloom)
        : base(context, static () => new IntegerStatistics(isDate: false), bloom)
    {
        _group = (IntegerStatistics)Index.Group;
        _bytes = context.NewStream();
        _runs = new ByteRunWriter(_bytes);
    }

    public override long EncodedBytes => base.EncodedBytes + _bytes.Length;

    public override long Memory => base.Memory + _bytes.Memory;

    public override void Clear()
    {
        base.Clear();
        _bytes.Clear();
    }

    protected override void BindValues(Column column) => _column = (LongColumn)column;

    protected override void WriteValues(int from, int count)
    {
        var values = _column.Values.Slice(from, count);
        _group.Add(values);
        Index.Bloom?.Add(values);
        foreach (var value in values) _runs.Write((byte)value);
    }

    protected override void BeginValueGroup(List<ulong> positions)
    {
        _runs.Flush();
        _bytes.RecordPosition(positions);
        positions.Add(0);
    }

    protected override void EndValues(StripeParts parts)
    {
        _runs.Flush();
        parts.AddData(StreamKind.Data, Id, _bytes);
        parts.AddEncoding(ColumnEncoding.Direct, null, Index.Bloom is not null);
    }
}
