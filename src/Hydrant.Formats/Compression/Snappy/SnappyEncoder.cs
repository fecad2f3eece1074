using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Hydrant.Core;

namespace Hydrant.Formats.Compression.Snappy;

/// <summary>
/// Writes raw Snappy blocks: the content's length as a varint, then literals and copies (docs/formats/compression.md).
/// Greedy: it looks up each four bytes where the same hash was last seen, and steps faster while nothing matches.
/// Content is taken in fragments of 64 KiB, so that positions fit 16 bits and no copy reaches further back.
/// </summary>
public static class SnappyEncoder
{
    private const int FragmentSize = 64 * 1024;
    private const int MinTableSize = 256;
    private const int MaxTableSize = 16 * 1024;

    // The search reads eight bytes at once and stops this far from the end; what is left becomes a literal.
    private const int SearchMargin = 15;

    /// <summary>The most bytes a block of so much content can take.</summary>
    public static int MaxEncodedLength(int length) => checked(32 + length + (length / 6));

    /// <summary>Encodes one block and returns its length in bytes.</summary>
    /// <param name="input">The content; may be empty.</param>
    /// <param name="output">At least <see cref="MaxEncodedLength"/> bytes; must not overlap the input.</param>
    public static int Encode(ReadOnlySpan<byte> input, Span<byte> output)
    {
        Invariant.That(output.Length >= MaxEncodedLength(input.Length));

        var written = WriteLength(input.Length, output);
        var rented = ArrayPool<ushort>.Shared.Rent(MaxTableSize);
        while (!input.IsEmpty)
        {
            var fragment = input[..Math.Min(input.Length, FragmentSize)];
            var tableSize = (int)BitOperations.RoundUpToPowerOf2((uint)fragment.Length);
            var table = rented.AsSpan(0, Math.Clamp(tableSize, MinTableSize, MaxTableSize));
            table.Clear();
            written += EncodeFragment(fragment, output[written..], table);
            input = input[fragment.Length..];
        }

        ArrayPool<ushort>.Shared.Return(rented);
        return written;
    }

    private static int WriteLength(int length, Span<byte> output)
    {
        var written = 0;
        var rest = (uint)length;
        for (; rest >= 0x80; rest >>= 7) output[written++] = (byte)(rest | 0x80);
        output[written++] = (byte)rest;
        return written;
    }

    // A table entry is the last position of its hash. An entry never set says 0, which is a position like any other,
    // since the search begins at 1 and every candidate is compared.
    private static int EncodeFragment(ReadOnlySpan<byte> input, Span<byte> output, Span<ushort> table)
    {
        var written = 0;
        var literalStart = 0;
        var last = input.Length - SearchMargin;
        var shift = 32 - BitOperations.Log2((uint)table.Length);
        ref var source = ref MemoryMarshal.GetReference(input);
        ref var entries = ref MemoryMarshal.GetReference(table);

        var at = 1;
        while (TryFindMatch(ref source, ref entries, shift, last, ref at, out var candidate))
        {
            written += WriteLiteral(input, literalStart, at, output[written..]);
            uint following;
            do
            {
                var length = 4 + MatchLength(ref source, candidate + 4, at + 4, input.Length);
                written += WriteCopy(at - candidate, length, output[written..]);
                at += length;
                literalStart = at;
                if (at >= last) break;

                // Often the next match follows at once. The position before it is entered too, the ones inside are not.
                var around = Load64(ref source, at - 1);
                Unsafe.Add(ref entries, Hash((uint)around, shift)) = (ushort)(at - 1);
                following = (uint)(around >> 8);
                ref var entry = ref Unsafe.Add(ref entries, Hash(following, shift));
                candidate = entry;
                entry = (ushort)at;
            }
            while (following == Load32(ref source, candidate));

            at++;
        }

        if (literalStart < input.Length) written += WriteLiteral(input, literalStart, input.Length, output[written..]);
        return written;
    }

    // Every position read here is below `last`, hence at least 15 bytes from the end.
    private static bool TryFindMatch(
        ref byte source, ref ushort entries, int shift, int last, ref int at, out int candidate)
    {
        // One more byte a step for every 32 lookups without a match: content that does not compress is soon passed.
        var misses = 32;
        var position = at;
        while (position < last)
        {
            var bytes = Load32(ref source, position);
            ref var entry = ref Unsafe.Add(ref entries, Hash(bytes, shift));
            candidate = entry;
            entry = (ushort)position;
            if (bytes == Load32(ref source, candidate))
            {
                at = position;
                return true;
            }

            position += misses++ >> 5;
        }

        candidate = 0;
        return false;
    }

    private static int MatchLength(ref byte source, int earlier, int later, int end)
    {
        var start = later;
        for (; later <= end - sizeof(ulong); later += sizeof(ulong), earlier += sizeof(ulong))
        {
            var difference = Load64(ref source, earlier) ^ Load64(ref source, later);
            if (difference == 0) continue;
            return later - start + (BitOperations.TrailingZeroCount(difference) / 8);
        }

        for (; later < end && Unsafe.Add(ref source, earlier) == Unsafe.Add(ref source, later); later++) earlier++;
        return later - start;
    }

    private static int WriteLiteral(ReadOnlySpan<byte> input, int start, int end, Span<byte> output)
    {
        var length = end - start;
        var header = 1;
        switch (length - 1)
        {
            case < 60:
                output[0] = (byte)((length - 1) << 2);
                break;
            case < 256:
                output[0] = 60 << 2;
                output[1] = (byte)(length - 1);
                header = 2;
                break;
            default:
                output[0] = 61 << 2;
                BinaryPrimitives.WriteUInt16LittleEndian(output[1..], (ushort)(length - 1));
                header = 3;
                break;
        }

        // Most literals are short: sixteen bytes moved at once, whatever follows is written over.
        if (length <= 16 && start + 16 <= input.Length) input.Slice(start, 16).CopyTo(output.Slice(header, 16));
        else input[start..end].CopyTo(output[header..]);
        return header + length;
    }

    private static int WriteCopy(int offset, int length, Span<byte> output)
    {
        var written = 0;
        while (length >= 68)
        {
            written += WriteWideCopy(offset, 64, output[written..]);
            length -= 64;
        }

        // 65 to 67 would leave a rest below four, which the short form cannot say.
        if (length > 64)
        {
            written += WriteWideCopy(offset, 60, output[written..]);
            length -= 60;
        }

        if (length > 11 || offset >= 2048) return written + WriteWideCopy(offset, length, output[written..]);

        output[written] = (byte)(1 | ((length - 4) << 2) | ((offset >> 8) << 5));
        output[written + 1] = (byte)offset;
        return written + 2;
    }

    private static int WriteWideCopy(int offset, int length, Span<byte> output)
    {
        output[0] = (byte)(2 | ((length - 1) << 2));
        BinaryPrimitives.WriteUInt16LittleEndian(output[1..], (ushort)offset);
        return 3;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Hash(uint bytes, int shift) => (bytes * 0x9E3779B1u) >> shift;

    // Little-endian on every machine, or the choice of matches, hence the bytes written, would differ.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Load32(ref byte source, int at)
    {
        var value = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref source, at));
        return BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Load64(ref byte source, int at)
    {
        var value = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, at));
        return BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);
    }
}
