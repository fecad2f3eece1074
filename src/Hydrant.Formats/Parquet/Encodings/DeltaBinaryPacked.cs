using System.Numerics;
using Hydrant.Formats.Columns;

namespace Hydrant.Formats.Parquet.Encodings;

/// <summary>
/// DELTA_BINARY_PACKED: the first value, then blocks of 128 differences, each less the block's smallest one, in four
/// parts of 32 that are packed with as many bits as their largest needs.
/// </summary>
internal static class DeltaBinaryPacked
{
    private const int Block = 128;
    private const int Parts = 4;
    private const int Part = Block / Parts;

    /// <summary>Whole numbers of 64 bits, or of 32 whose differences are taken in 32.</summary>
    public static void Encode(ReadOnlySpan<long> values, bool is32, ByteBuffer output)
    {
        output.AddVarint(Block);
        output.AddVarint(Parts);
        output.AddVarint((ulong)values.Length);
        output.AddZigZag(values.IsEmpty ? 0 : values[0]);
        Span<long> deltas = stackalloc long[Block];
        for (var at = 1; at < values.Length; at += Block)
        {
            var count = Math.Min(Block, values.Length - at);
            var smallest = long.MaxValue;
            for (var i = 0; i < count; i++)
            {
                var delta = unchecked(values[at + i] - values[at + i - 1]);
                deltas[i] = is32 ? (int)delta : delta;
                smallest = Math.Min(smallest, deltas[i]);
            }

            EncodeBlock(deltas[..count], smallest, is32, output);
        }
    }

    private static void EncodeBlock(Span<long> deltas, long smallest, bool is32, ByteBuffer output)
    {
        output.AddZigZag(smallest);
        Span<ulong> offsets = stackalloc ulong[Block];
        offsets.Clear();
        for (var i = 0; i < deltas.Length; i++)
        {
            var offset = unchecked((ulong)(deltas[i] - smallest));
            offsets[i] = is32 ? (uint)offset : offset;
        }

        Span<byte> widths = stackalloc byte[Parts];
        for (var part = 0; part < Parts; part++)
        {
            ulong all = 0;
            foreach (var offset in offsets.Slice(part * Part, Part)) all |= offset;
            widths[part] = (byte)(64 - BitOperations.LeadingZeroCount(all));
        }

        output.Add(widths);
        for (var part = 0; part * Part < deltas.Length; part++)
            Pack(offsets.Slice(part * Part, Part), widths[part], output);
    }

    private static void Pack(ReadOnlySpan<ulong> offsets, int width, ByteBuffer output)
    {
        UInt128 bits = 0;
        var count = 0;
        foreach (var offset in offsets)
        {
            bits |= (UInt128)offset << count;
            count += width;
            for (; count >= 8; count -= 8)
            {
                output.Add((byte)bits);
                bits >>= 8;
            }
        }
    }
}
