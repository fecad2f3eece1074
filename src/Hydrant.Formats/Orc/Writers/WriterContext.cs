using Hydrant.Formats.Orc.Encodings;
using Hydrant.Formats.Orc.Metadata;
using Hydrant.Formats.Orc.Streams;

namespace Hydrant.Formats.Orc.Writers;

/// <summary>
/// What all columns of a file share, and what hands out their ids: depth first, parents before children.
/// </summary>
internal sealed class WriterContext(OrcOptions options)
{
    private int _columns;

    public OrcOptions Options => options;

    public ChunkCompressor Compressor { get; } = new(options.Compression);

    public ColumnEncoding Direct =>
        options.Version == OrcVersion.V011 ? ColumnEncoding.Direct : ColumnEncoding.DirectV2;

    public ColumnEncoding Dictionary =>
        options.Version == OrcVersion.V011 ? ColumnEncoding.Dictionary : ColumnEncoding.DictionaryV2;

    public int NextColumn() => _columns++;

    public OutStream NewStream() => new(Compressor);

    public IIntegerWriter NewIntegers(OutStream output, bool signed) =>
        options.Version == OrcVersion.V011
            ? new RunLengthV1Writer(output, signed)
            : new RunLengthV2Writer(output, signed);
}
