using Hydrant.Formats.Columns;

namespace Hydrant.Formats.Parquet.Codecs;

/// <summary>Compresses pages. One caller at a time; the same page gives the same bytes.</summary>
internal interface IPageCodec : IDisposable
{
    /// <summary>CompressionCodec in the file.</summary>
    int Code { get; }

    void Compress(ReadOnlySpan<byte> page, ByteBuffer output);
}
