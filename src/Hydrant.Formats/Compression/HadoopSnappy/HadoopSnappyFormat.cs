using System.Buffers;
using System.Buffers.Binary;
using Hydrant.Core;
using Hydrant.Formats.Compression.Snappy;

namespace Hydrant.Formats.Compression.HadoopSnappy;

/// <summary>
/// The framing of Hadoop's SnappyCodec: content length, block length, block; no header and no end.
/// docs/formats/compression.md
/// </summary>
internal sealed class HadoopSnappyFormat : ICompressionFormat
{
    // Hadoop's readers hold 256 KiB for the compressed bytes and as much for the content by default. Of whole Snappy
    // fragments (64 KiB), three are the most whose block fits at its worst.
    private const int BlockSize = 3 * 64 * 1024;

    public string Name => "HADOOP_SNAPPY";

    public string Extension => ".snappy";

    public string? ContentEncoding => "hadoop-snappy";

    public ICompressor Start(CompressionSeed seed) => new HadoopSnappy();

    public Stream Open(Stream stored) => new SnappyContent(stored, SnappyContent.HadoopBlockAsync);

    private sealed class HadoopSnappy : ICompressor
    {
        private const int LengthsSize = 2 * sizeof(int);

        private readonly BlockBuffer _blocks = new(BlockSize);
        private bool _finished;

        public void Write(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
        {
            Invariant.That(!_finished);
            while (_blocks.Next(ref bytes) is { IsEmpty: false } block) WriteBlock(block, output);
        }

        public void Finish(IBufferWriter<byte> output)
        {
            Invariant.That(!_finished);
            _finished = true;
            if (!_blocks.Rest.IsEmpty) WriteBlock(_blocks.Rest, output);
        }

        public void Dispose() => _blocks.Dispose();

        private static void WriteBlock(ReadOnlySpan<byte> content, IBufferWriter<byte> output)
        {
            var span = output.GetSpan(LengthsSize + SnappyEncoder.MaxEncodedLength(content.Length));
            var length = SnappyEncoder.Encode(content, span[LengthsSize..]);
            BinaryPrimitives.WriteInt32BigEndian(span, content.Length);
            BinaryPrimitives.WriteInt32BigEndian(span[sizeof(int)..], length);
            output.Advance(LengthsSize + length);
        }
    }
}
