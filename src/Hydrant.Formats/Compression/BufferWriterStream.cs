using System.Buffers;

namespace Hydrant.Formats.Compression;

/// <summary>
/// What the framework's compressing streams write into. They keep one stream for life while our output changes with
/// each call, so the output is set around the call; bytes that come without one belong to an abandoned object and are
/// dropped.
/// </summary>
internal sealed class BufferWriterStream : Stream
{
    public IBufferWriter<byte>? Output { get; set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer) => Output?.Write(buffer);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
