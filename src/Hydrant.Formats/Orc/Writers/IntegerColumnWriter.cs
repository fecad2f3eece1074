using Hydrant.Formats.Columns;
using Hydrant.Formats.Orc.Encodings;
using Hydrant.Formats.Orc.Metadata;
using Hydrant.Formats.Orc.Statistics;
using Hydrant.Formats.Orc.Streams;

namespace Hydrant.Formats.Orc.Writers;

/// <summary>smallint, int, bigint and date (days since 1970): signed integers in run length encoding.</summary>
internal sealed class IntegerColumnWriter : ColumnWriter
{
    private readonly OutStream _bytes;
    private readonly IIntegerWriter _integers;
    private readonly IntegerStatistics _group;
    private LongColumn _column = null!;

    public IntegerColumnWriter(WriterContext context, bool isDate, BloomFilter? bloom)
        : base(context, () => new IntegerStatistics(isDate), bloom)
    {
        _group = (IntegerStatistics)Index.Group;
        _bytes = context.NewStream();
        _integers = context.NewIntegers(_bytes, signed: true);
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
        _integers.Write(values);
    }

    protected override void BeginValueGroup(List<ulong> positions)
    {
        _integers.Flush();
        _bytes.RecordPosition(positions);
        positions.Add(0);
    }

    protected override void EndValues(StripeParts parts)
    {
        _integers.Flush();
        parts.AddData(StreamKind.Data, Id, _bytes);
        parts.AddEncoding(Context.Direct, null, Index.Bloom is not null);
    }
}
