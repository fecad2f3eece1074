using Hydrant.Formats.Orc.Metadata;
using Hydrant.Formats.Orc.Streams;

namespace Hydrant.Formats.Orc.Writers;

/// <summary>What the columns of a stripe hand over at its end. Columns come in the order of their ids.</summary>
internal sealed class StripeParts(ChunkCompressor compressor)
{
    public List<StripeStream> Index { get; } = [];

    public List<StripeStream> Data { get; } = [];

    /// <summary>A message for each column: encoding, size of the dictionary, form of the Bloom filter.</summary>
    public List<ProtoWriter> Encodings { get; } = [];

    public List<ProtoWriter> Statistics { get; } = [];

    public long IndexLength => Index.Sum(stream => stream.Bytes.Length);

    public long DataLength => Data.Sum(stream => stream.Bytes.Length);

    /// <summary>Names every stream with its length, in the order they stand in; their offsets follow from it.</summary>
    public OutStream Footer()
    {
        var message = new ProtoWriter();
        foreach (var stream in Index.Concat(Data))
        {
            message.Message(1, new ProtoWriter()
                .Varint(1, (ulong)stream.Kind)
                .Varint(2, (ulong)stream.Column)
                .Varint(3, (ulong)stream.Bytes.Length));
        }

        foreach (var encoding in Encodings) message.Message(2, encoding);
        message.Text(3, "UTC");
        var bytes = new OutStream(compressor);
        bytes.Write(message.Written);
        bytes.Finish();
        return bytes;
    }

    public void AddIndex(StreamKind kind, int column, ProtoWriter message)
    {
        var bytes = new OutStream(compressor);
        bytes.Write(message.Written);
        bytes.Finish();
        Index.Add(new StripeStream(kind, column, bytes));
    }

    /// <summary>A stream without bytes is there too: readers look for each that the encoding has.</summary>
    public void AddData(StreamKind kind, int column, OutStream bytes)
    {
        bytes.Finish();
        Data.Add(new StripeStream(kind, column, bytes));
    }

    public void AddEncoding(ColumnEncoding encoding, int? dictionarySize, bool hasBloomFilter)
    {
        const ulong utf8AndUtc = 1;
        var message = new ProtoWriter().Varint(1, (ulong)encoding);
        if (dictionarySize is { } size) message.Varint(2, (ulong)size);
        if (hasBloomFilter) message.Varint(3, utf8AndUtc);
        Encodings.Add(message);
    }
}
