using System.Text;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Orc.Encodings;
using Hydrant.Formats.Orc.Metadata;
using Hydrant.Formats.Orc.Statistics;
using Hydrant.Formats.Orc.Streams;

namespace Hydrant.Formats.Orc.Writers;

/// <summary>
/// decimal: the unscaled value as a zigzag varint of up to 128 bits; the scale of each value in a stream of its own,
/// always that of the type.
/// </summary>
internal sealed class DecimalColumnWriter : ColumnWriter
{
    private const int MaxLength = 19;

    private readonly int _scale;
    private readonly OutStream _bytes;
    private readonly OutStream _scaleBytes;
    private readonly IIntegerWriter _scales;
    private readonly DecimalStatistics _group;
    private DecimalColumn _column = null!;

    public DecimalColumnWriter(WriterContext context, int scale, BloomFilter? bloom)
        : base(context, () => new DecimalStatistics(scale), bloom)
    {
        _scale = scale;
        _group = (DecimalStatistics)Index.Group;
        _bytes = context.NewStream();
        _scaleBytes = context.NewStream();
        _scales = context.NewIntegers(_scaleBytes, signed: true);
    }

    public override long EncodedBytes => base.EncodedBytes + _bytes.Length + _scaleBytes.Length;

    public override long Memory => base.Memory + _bytes.Memory + _scaleBytes.Memory;

    public override void Clear()
    {
        base.Clear();
        _bytes.Clear();
        _scaleBytes.Clear();
    }

    protected override void BindValues(Column column) => _column = (DecimalColumn)column;

    protected override void WriteValues(int from, int count)
    {
        var values = _column.Values.Slice(from, count);
        _group.Add(values);
        Span<byte> bytes = stackalloc byte[MaxLength];
        foreach (var value in values)
        {
            Index.Bloom?.Add(BloomHash.Of(Encoding.UTF8.GetBytes(DecimalText.Of(value, _scale))));
            _bytes.Write(bytes[..Varints.WriteWide(bytes, value)]);
            _scales.Write(_scale);
        }
    }

    protected override void BeginValueGroup(List<ulong> positions)
    {
        _bytes.RecordPosition(positions);
        _scales.Flush();
        _scaleBytes.RecordPosition(positions);
        positions.Add(0);
    }

    protected override void EndValues(StripeParts parts)
    {
        _scales.Flush();
        parts.AddData(StreamKind.Data, Id, _bytes);
        parts.AddData(StreamKind.Secondary, Id, _scaleBytes);
        parts.AddEncoding(Context.Direct, null, Index.Bloom is not null);
    }
}
