using System.Buffers;
using System.Buffers.Binary;

namespace Hydrant.Formats.Compression.Snappy;

/// <summary>The content of a framed Snappy stream, block by block. A frame of more than 16 MiB is refused as damage.</summary>
internal sealed class SnappyContent(Stream stored, SnappyContent.NextBlock next) : ForwardStream
{
    private const int MaxBlockBytes = 16 * 1024 * 1024;
    private const int JavaMagicStart = unchecked((int)0x82534e41);
    private const int JavaHeaderBytes = 16;

    private byte[] _block = [];
    private byte[] _content = [];
    private int _filled;
    private int _given;
    private bool _begun;
    private int _frameLeft;

    /// <summary>Decodes the next block to the content; false at the stream's end.</summary>
    internal delegate ValueTask<bool> NextBlock(SnappyContent content, CancellationToken ct);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty) return 0;
        while (_given == _filled)
        {
            if (!await next(this, cancellationToken)) return 0;
        }

        var count = Math.Min(buffer.Length, _filled - _given);
        _content.AsMemory(_given, count).CopyTo(buffer);
        _given += count;
        return count;
    }

    /// <summary>The stream of snappy-java; streams one behind the other are one.</summary>
    public static async ValueTask<bool> JavaBlockAsync(SnappyContent content, CancellationToken ct)
    {
        while (await content.TryReadIntAsync(ct) is { } length)
        {
            if (length == JavaMagicStart)
            {
                await content.SkipJavaHeaderAsync(ct);
                continue;
            }

            if (!content._begun) throw new InvalidDataException("it does not begin as a stream of snappy-java");
            await content.DecodeAsync(length, ct);
            return true;
        }

        return content._begun ? false : throw new InvalidDataException("it ends before its first block");
    }

    /// <summary>The framing of Hadoop's codec: a frame's length, and as many blocks as make it.</summary>
    public static async ValueTask<bool> HadoopBlockAsync(SnappyContent content, CancellationToken ct)
    {
        while (content._frameLeft == 0)
        {
            if (await content.TryReadIntAsync(ct) is not { } frame) return false;
            if (frame < 0) throw new InvalidDataException($"a frame has {frame} bytes");
            content._frameLeft = frame;
        }

        var length = await content.TryReadIntAsync(ct) ?? throw new InvalidDataException("it ends within a frame");
        await content.DecodeAsync(length, ct);
        if (content._filled == 0 || content._filled > content._frameLeft)
            throw new InvalidDataException("a block does not fit its frame");
        content._frameLeft -= content._filled;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            stored.Dispose();
            if (_block.Length > 0) ArrayPool<byte>.Shared.Return(_block);
            if (_content.Length > 0) ArrayPool<byte>.Shared.Return(_content);
            (_block, _content, _filled, _given) = ([], [], 0, 0);
        }

        base.Dispose(disposing);
    }

    private async ValueTask SkipJavaHeaderAsync(CancellationToken ct)
    {
        var rest = new byte[JavaHeaderBytes - sizeof(int)];
        await ReadFullyAsync(rest, ct);
        if (!rest.AsSpan(0, 4).SequenceEqual("PPY\0"u8)) throw new InvalidDataException("it does not begin as a stream of snappy-java");
        _begun = true;
    }

    private async ValueTask DecodeAsync(int length, CancellationToken ct)
    {
        if (length is < 1 or > MaxBlockBytes) throw new InvalidDataException($"a block has {length} bytes");
        Room(ref _block, length);
        await ReadFullyAsync(_block.AsMemory(0, length), ct);
        Decode(_block.AsSpan(0, length));
    }

    private void Decode(ReadOnlySpan<byte> block)
    {
        if (!SnappyDecoder.TryReadLength(block, out var length, out _) || length > MaxBlockBytes)
            throw new InvalidDataException("a block's length is damaged");
        Room(ref _content, length);
        var status = SnappyDecoder.Decode(block, _content, out _filled);
        if (status != SnappyStatus.Ok) throw new InvalidDataException($"a block is damaged: {status}");
        _given = 0;
    }

    private async ValueTask<int?> TryReadIntAsync(CancellationToken ct)
    {
        var bytes = new byte[sizeof(int)];
        var read = await stored.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        if (read == 0) return null;
        if (read < bytes.Length) throw new InvalidDataException("it ends within a length");
        return BinaryPrimitives.ReadInt32BigEndian(bytes);
    }

    private async ValueTask ReadFullyAsync(Memory<byte> target, CancellationToken ct)
    {
        var read = await stored.ReadAtLeastAsync(target, target.Length, throwOnEndOfStream: false, ct);
        if (read < target.Length) throw new InvalidDataException("it ends within a block");
    }

    private static void Room(ref byte[] array, int length)
    {
        if (array.Length >= length) return;
        if (array.Length > 0) ArrayPool<byte>.Shared.Return(array);
        array = ArrayPool<byte>.Shared.Rent(length);
    }
}
