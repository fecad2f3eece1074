using System.Buffers;
using System.Buffers.Binary;
using Hydrant.Core;

namespace Hydrant.Formats.Compression.Snappy;

/// <summary>
/// The stream of snappy-java: a header, then length and block for each 32 KiB. docs/formats/compression.md
/// </summary>
internal sealed class SnappyFormat : ICompressionFormat
{
    // What snappy-java writes unless told otherwise; its readers take other sizes too.
    private const int BlockSize = 32 * 1024;

    public string Name => "Snappy";

    public string Extension => ".snappy";

    public string? ContentEncoding => "snappy-java";

    // Magic, version 1, readable since version 1; the numbers are big-endian.
    private static ReadOnlySpan<byte> Header => [0x82, (byte)'S', (byte)'N', (byte)'A', (byte)'P', (byte)'P', (byte)'Y',
        0, 0, 0, 0, 1, 0, 0, 0, 1];

    public ICompressor Start(CompressionSeed seed) => new Snappy();

    public Stream Open(Stream stored) => new SnappyContent(stored, SnappyContent.JavaBlockAsync);

    private sealed class Snappy : ICompressor
    {
        private readonly BlockBuffer _blocks = new(BlockSize);
        private bool _begun;
        private bool _finished;

        public void Write(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
        {
            Invariant.That(!_finished);
            BeginOnce(output);
            while (_blocks.Next(ref bytes) is { IsEmpty: false } block) WriteBlock(block, output);
        }

        public void Finish(IBufferWriter<byte> output)
        {
            Invariant.That(!_finished);
            _finished = true;
            BeginOnce(output);
            if (!_blocks.Rest.IsEmpty) WriteBlock(_blocks.Rest, output);
        }

        public void Dispose() => _blocks.Dispose();

        private void BeginOnce(IBufferWriter<byte> output)
        {
            if (_begun) return;
            _begun = true;
            output.Write(Header);
        }

        private static void WriteBlock(ReadOnlySpan<byte> content, IBufferWriter<byte> output)
        {
            var span = output.GetSpan(sizeof(int) + SnappyEncoder.MaxEncodedLength(content.Length));
            var length = SnappyEncoder.Encode(content, span[sizeof(int)..]);
            BinaryPrimitives.WriteInt32BigEndian(span, length);
            output.Advance(sizeof(int) + length);
        }
    }
}
