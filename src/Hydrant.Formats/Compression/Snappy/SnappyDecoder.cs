using System.Buffers.Binary;

namespace Hydrant.Formats.Compression.Snappy;

/// <summary>Reads any writer's raw Snappy blocks. Whatever the bytes, it never throws or leaves its spans.</summary>
public static class SnappyDecoder
{
    /// <summary>Reads the content's length, which a block begins with, and how many bytes say it.</summary>
    public static bool TryReadLength(ReadOnlySpan<byte> block, out int length, out int headerLength)
    {
        ulong value = 0;
        for (var i = 0; i < Math.Min(block.Length, 5); i++)
        {
            value |= (ulong)(block[i] & 0x7f) << (7 * i);
            if (block[i] >= 0x80) continue;
            (length, headerLength) = value <= int.MaxValue ? ((int)value, i + 1) : (0, 0);
            return value <= int.MaxValue;
        }

        (length, headerLength) = (0, 0);
        return false;
    }

    /// <summary>Decodes one whole block to the front of <paramref name="output"/>.</summary>
    /// <param name="block">Length and elements, nothing after them.</param>
    /// <param name="output">May be longer than the content, and is then left as it was behind it.</param>
    /// <param name="written">Bytes of content; 0 unless the result is <see cref="SnappyStatus.Ok"/>.</param>
    public static SnappyStatus Decode(ReadOnlySpan<byte> block, Span<byte> output, out int written)
    {
        written = 0;
        if (!TryReadLength(block, out var length, out var headerLength)) return SnappyStatus.BadLength;
        if (length > output.Length) return SnappyStatus.OutputTooSmall;

        var status = DecodeElements(block[headerLength..], output[..length]);
        if (status == SnappyStatus.Ok) written = length;
        return status;
    }

    private static SnappyStatus DecodeElements(ReadOnlySpan<byte> elements, Span<byte> output)
    {
        var at = 0;
        var end = 0;
        while (at < elements.Length)
        {
            var tag = elements[at++];
            if ((tag & 3) == 0)
            {
                var literal = LiteralLength(tag, elements, ref at);
                if (literal < 0 || literal > elements.Length - at) return SnappyStatus.Truncated;
                if (literal > output.Length - end) return SnappyStatus.WrongLength;
                CopyLiteral(elements, at, output, end, (int)literal);
                at += (int)literal;
                end += (int)literal;
                continue;
            }

            if (!TryReadCopy(tag, elements, ref at, out var offset, out var length)) return SnappyStatus.Truncated;
            if (offset == 0 || offset > (uint)end) return SnappyStatus.BadOffset;
            if (length > output.Length - end) return SnappyStatus.WrongLength;
            CopyEarlier(output, end, (int)offset, length);
            end += length;
        }

        return end == output.Length ? SnappyStatus.Ok : SnappyStatus.WrongLength;
    }

    // Up to 60 the tag says it; 60 to 63 mean that one to four bytes follow. Negative when they are missing.
    private static long LiteralLength(byte tag, ReadOnlySpan<byte> elements, ref int at)
    {
        var low = tag >> 2;
        if (low < 60) return low + 1;

        var bytes = low - 59;
        if (bytes > elements.Length - at) return -1;
        long length = 0;
        for (var i = 0; i < bytes; i++) length |= (long)elements[at++] << (8 * i);
        return length + 1;
    }

    private static bool TryReadCopy(byte tag, ReadOnlySpan<byte> elements, ref int at, out uint offset, out int length)
    {
        var rest = elements[at..];
        switch (tag & 3)
        {
            case 1 when rest.Length >= 1:
                offset = (uint)((tag >> 5) << 8) | rest[0];
                length = 4 + ((tag >> 2) & 7);
                at += 1;
                return true;
            case 2 when rest.Length >= 2:
                offset = BinaryPrimitives.ReadUInt16LittleEndian(rest);
                length = 1 + (tag >> 2);
                at += 2;
                return true;
            case 3 when rest.Length >= 4:
                offset = BinaryPrimitives.ReadUInt32LittleEndian(rest);
                length = 1 + (tag >> 2);
                at += 4;
                return true;
            default:
                (offset, length) = (0, 0);
                return false;
        }
    }

    // Sixteen bytes at once where both sides have them: later elements write over what was too much.
    private static void CopyLiteral(ReadOnlySpan<byte> elements, int at, Span<byte> output, int end, int length)
    {
        if (length <= 16 && elements.Length - at >= 16 && output.Length - end >= 16)
        {
            elements.Slice(at, 16).CopyTo(output.Slice(end, 16));
            return;
        }

        elements.Slice(at, length).CopyTo(output[end..]);
    }

    private static void CopyEarlier(Span<byte> output, int end, int offset, int length)
    {
        if (offset >= 16 && length <= 16 && output.Length - end >= 16)
        {
            output.Slice(end - offset, 16).CopyTo(output.Slice(end, 16));
            return;
        }

        // A copy may read what it writes: the last `offset` bytes repeat. Each round doubles what can be taken at once.
        var source = end - offset;
        while (length > 0)
        {
            var piece = Math.Min(end - source, length);
            output.Slice(source, piece).CopyTo(output[end..]);
            end += piece;
            length -= piece;
        }
    }
}
