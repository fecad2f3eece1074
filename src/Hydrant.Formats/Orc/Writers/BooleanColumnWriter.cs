using Hydrant.Formats.Columns;
using Hydrant.Formats.Orc.Encodings;
using Hydrant.Formats.Orc.Metadata;
using Hydrant.Formats.Orc.Statistics;
using Hydrant.Formats.Orc.Streams;

namespace Hydrant.Formats.Orc.Writers;

/// <summary>boolean: one bit each.</summary>
internal sealed class BooleanColumnWriter : ColumnWriter
{
    private readonly OutStream _bytes;
    private readonly BitRunWriter _bits;
    private readonly BooleanStatistics _group;
    private LongColumn _column = null!;

    public BooleanColumnWriter(WriterContext context)
        : base(context, static () => new BooleanStatistics(), bloom: null)
    {
        _group = (BooleanStatistics)Index.Group;
        _bytes = context.NewStream();
        _bits = new BitRunWriter(new ByteRunWriter(_bytes));
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
        var trues = 0;
        foreach (var value in _column.Values.Slice(from, count))
        {
            _bits.Write(value != 0);
            trues += (int)value;
        }

        _group.Add(trues);
    }

    protected override void BeginValueGroup(List<ulong> positions)
    {
        var bits = _bits.EndRun();
        _bytes.RecordPosition(positions);
        positions.Add(0);
        positions.Add((ulong)bits);
    }

    protected override void EndValues(StripeParts parts)
    {
        _bits.Flush();
        parts.AddData(StreamKind.Data, Id, _bytes);
        parts.AddEncoding(ColumnEncoding.Direct, null, hasBloomFilter: false);
    }
}
