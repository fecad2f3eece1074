using Hydrant.Formats.Columns;
using Hydrant.Formats.Orc.Encodings;
using Hydrant.Formats.Orc.Metadata;
using Hydrant.Formats.Orc.Statistics;
using Hydrant.Formats.Orc.Streams;

namespace Hydrant.Formats.Orc.Writers;

/// <summary>binary: the bytes of all values, and their lengths.</summary>
internal sealed class BinaryColumnWriter : ColumnWriter
{
    private readonly OutStream _bytes;
    private readonly OutStream _lengthBytes;
    private readonly IIntegerWriter _lengths;
    private readonly BinaryStatistics _group;
    private BytesColumn _column = null!;

    public BinaryColumnWriter(WriterContext context, BloomFilter? bloom)
        : base(context, static () => new BinaryStatistics(), bloom)
    {
        _group = (BinaryStatistics)Index.Group;
        _bytes = context.NewStream();
        _lengthBytes = context.NewStream();
        _lengths = context.NewIntegers(_lengthBytes, signed: false);
    }

    public override long EncodedBytes => base.EncodedBytes + _bytes.Length + _lengthBytes.Length;

    public override long Memory => base.Memory + _bytes.Memory + _lengthBytes.Memory;

    public override void Clear()
    {
        base.Clear();
        _bytes.Clear();
        _lengthBytes.Clear();
    }

    protected override void BindValues(Column column) => _column = (BytesColumn)column;

    protected override void WriteValues(int from, int count)
    {
        for (var i = from; i < from + count; i++)
        {
            var value = _column[i];
            _lengths.Write(value.Length);
            _bytes.Write(value);
            _group.Add(value.Length);
            Index.Bloom?.Add(BloomHash.Of(value));
        }
    }

    protected override void BeginValueGroup(List<ulong> positions)
    {
        _bytes.RecordPosition(positions);
        _lengths.Flush();
        _lengthBytes.RecordPosition(positions);
        positions.Add(0);
    }

    protected override void EndValues(StripeParts parts)
    {
        _lengths.Flush();
        parts.AddData(StreamKind.Data, Id, _bytes);
        parts.AddData(StreamKind.Length, Id, _lengthBytes);
        parts.AddEncoding(Context.Direct, null, Index.Bloom is not null);
    }
}
