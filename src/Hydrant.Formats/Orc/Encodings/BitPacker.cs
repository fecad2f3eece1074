using System.Buffers.Binary;

namespace Hydrant.Formats.Orc.Encodings;

/// <summary>Values of one width one behind the other, highest bit first; the last byte is filled with zeros.</summary>
internal static class BitPacker
{
    /// <summary>Returns the bytes written; every value fits the width.</summary>
    public static int Pack(ReadOnlySpan<ulong> values, int width, Span<byte> output) => width switch
    {
        8 => Bytes(values, output),
        64 => Longs(values, output),
        _ => Bits(values, width, output),
    };

    private static int Bytes(ReadOnlySpan<ulong> values, Span<byte> output)
    {
        for (var i = 0; i < values.Length; i++) output[i] = (byte)values[i];
        return values.Length;
    }

    private static int Longs(ReadOnlySpan<ulong> values, Span<byte> output)
    {
        for (var i = 0; i < values.Length; i++) BinaryPrimitives.WriteUInt64BigEndian(output[(i * 8)..], values[i]);
        return values.Length * sizeof(ulong);
    }

    private static int Bits(ReadOnlySpan<ulong> values, int width, Span<byte> output)
    {
        // The bits not yet written stand at the top of `pending`, at most 31 between values.
        var written = 0;
        var pending = 0UL;
        var held = 0;
        foreach (var value in values)
        {
            var rest = width;
            if (rest > 32)
            {
                Put(value >> 32, rest - 32, ref pending, ref held, output, ref written);
                rest = 32;
            }

            Put(rest == 32 ? (uint)value : value, rest, ref pending, ref held, output, ref written);
        }

        for (; held > 0; held -= 8, pending <<= 8) output[written++] = (byte)(pending >> 56);
        return written;
    }

    private static void Put(
        ulong bits, int width, ref ulong pending, ref int held, Span<byte> output, ref int written)
    {
        pending |= bits << (64 - held - width);
        held += width;
        if (held < 32) return;
        BinaryPrimitives.WriteUInt32BigEndian(output[written..], (uint)(pending >> 32));
        written += sizeof(uint);
        pending <<= 32;
        held -= 32;
    }
}
