using System.Buffers;
using System.IO.Compression;
using Hydrant.Core;

namespace Hydrant.Formats.Compression.Zip;

/// <summary>
/// An archive with one deflated entry named by a UUID, written front to back. docs/formats/compression.md
/// </summary>
internal sealed class ZipFormat : ICompressionFormat
{
    // A final deflate block without content.
    private static readonly byte[] Empty = [0x03, 0x00];

    public string Name => "ZIP";

    public string Extension => ".zip";

    public string? ContentEncoding => "zip";

    public ICompressor Start(CompressionSeed seed) => new Zip(seed);

    public Stream Open(Stream stored) => new ZipContent(stored);

    private sealed class Zip(CompressionSeed seed) : ICompressor
    {
        private readonly DeflateWriter _deflate = new(
            sink => new DeflateStream(sink, DeflateWriter.Level, leaveOpen: true), Empty);

        private readonly CountingBufferWriter _archive = new();
        private readonly ZipRecords _records = new(seed);
        private Crc32 _crc = new();
        private int _dataOffset;

        public void Write(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
        {
            _archive.To(output);
            WriteHeaderOnce();
            _crc.Append(bytes);
            _deflate.Write(bytes, _archive);
        }

        public void Finish(IBufferWriter<byte> output)
        {
            _archive.To(output);
            WriteHeaderOnce();
            _deflate.Finish(_archive);

            // A delivered object is a buffer of 4,000 MiB at most: 32-bit sizes never end, and zip64 would make
            // every archive unreadable for old readers, as a streaming writer has to choose it before the data.
            Invariant.That(_deflate.Taken <= uint.MaxValue);
            Invariant.That(_archive.Count <= uint.MaxValue - 1024);

            var (size, compressed) = ((uint)_deflate.Taken, (uint)(_archive.Count - _dataOffset));
            ZipRecords.WriteDescriptor(_archive, _crc.Value, compressed, size);
            _records.WriteDirectory(_archive, _crc.Value, compressed, size, offset: (uint)_archive.Count);
        }

        public void Dispose() => _deflate.Dispose();

        private void WriteHeaderOnce()
        {
            if (_dataOffset == 0) _dataOffset = _records.WriteLocalHeader(_archive);
        }
    }
}
