using System.Buffers.Binary;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Orc.Metadata;
using Hydrant.Formats.Orc.Statistics;
using Hydrant.Formats.Orc.Streams;

namespace Hydrant.Formats.Orc.Writers;

/// <summary>float and double: IEEE 754, little-endian, 4 or 8 bytes.</summary>
internal sealed class DoubleColumnWriter : ColumnWriter
{
    private const int Piece = 256;

    private readonly bool _isFloat;
    private readonly OutStream _bytes;
    private readonly DoubleStatistics _group;
    private DoubleColumn _column = null!;

    public DoubleColumnWriter(WriterContext context, bool isFloat, BloomFilter? bloom)
        : base(context, static () => new DoubleStatistics(), bloom)
    {
        _isFloat = isFloat;
        _group = (DoubleStatistics)Index.Group;
        _bytes = context.NewStream();
    }

    public override long EncodedBytes => base.EncodedBytes + _bytes.Length;

    public override long Memory => base.Memory + _bytes.Memory;

    public override void Clear()
    {
        base.Clear();
        _bytes.Clear();
    }

    protected override void BindValues(Column column) => _column = (DoubleColumn)column;

    protected override void WriteValues(int from, int count)
    {
        var values = _column.Values.Slice(from, count);
        _group.Add(values);
        if (Index.Bloom is { } bloom)
        {
            foreach (var value in values) bloom.Add(BloomHash.Of(value));
        }

        for (; !values.IsEmpty; values = values[Math.Min(Piece, values.Length)..])
            WritePiece(values[..Math.Min(Piece, values.Length)]);
    }

    protected override void BeginValueGroup(List<ulong> positions) => _bytes.RecordPosition(positions);

    protected override void EndValues(StripeParts parts)
    {
        parts.AddData(StreamKind.Data, Id, _bytes);
        parts.AddEncoding(ColumnEncoding.Direct, null, Index.Bloom is not null);
    }

    private void WritePiece(ReadOnlySpan<double> values)
    {
        Span<byte> bytes = stackalloc byte[Piece * sizeof(double)];
        var size = _isFloat ? sizeof(float) : sizeof(double);
        for (var i = 0; i < values.Length; i++)
        {
            if (_isFloat) BinaryPrimitives.WriteSingleLittleEndian(bytes[(i * size)..], (float)values[i]);
            else BinaryPrimitives.WriteDoubleLittleEndian(bytes[(i * size)..], values[i]);
        }

        _bytes.Write(bytes[..(values.Length * size)]);
    }
}
