using System.Buffers.Binary;
using System.Numerics;

namespace Hydrant.Core;

/// <summary>
/// MD5 (RFC 1321) of a text that fits one block, without the set-up that a general implementation pays for each call:
/// every record put is hashed, and partition keys are short. Not for security; the protocol asks for this hash.
/// </summary>
internal static class ShortMd5
{
    /// <summary>The longest text: a block of 64 bytes less one for the mark and eight for the length.</summary>
    public const int MaxLength = 55;

    private static readonly uint[] Sines = [.. Enumerable.Range(1, 64).Select(i => (uint)(Math.Abs(Math.Sin(i)) * 4294967296.0))];

    /// <summary>The digest as a big-endian number, which is how hash keys read it.</summary>
    public static UInt128 Hash(ReadOnlySpan<byte> text)
    {
        Invariant.That(text.Length <= MaxLength);
        Span<byte> block = stackalloc byte[64];
        block.Clear();
        text.CopyTo(block);
        block[text.Length] = 0x80;
        BinaryPrimitives.WriteUInt64LittleEndian(block[56..], (ulong)text.Length * 8);
        Span<uint> words = stackalloc uint[16];
        for (var i = 0; i < words.Length; i++) words[i] = BinaryPrimitives.ReadUInt32LittleEndian(block[(i * 4)..]);

        uint a = 0x67452301, b = 0xEFCDAB89, c = 0x98BADCFE, d = 0x10325476;
        for (var i = 0; i < 16; i++)
            (a, d, c, b) = (d, c, b, b + Turn(a + (d ^ (b & (c ^ d))) + Sines[i] + words[i], i, 7, 12, 17, 22));
        for (var i = 16; i < 32; i++)
            (a, d, c, b) = (d, c, b, b + Turn(a + (c ^ (d & (b ^ c))) + Sines[i] + words[((5 * i) + 1) & 15], i, 5, 9, 14, 20));
        for (var i = 32; i < 48; i++)
            (a, d, c, b) = (d, c, b, b + Turn(a + (b ^ c ^ d) + Sines[i] + words[((3 * i) + 5) & 15], i, 4, 11, 16, 23));
        for (var i = 48; i < 64; i++)
            (a, d, c, b) = (d, c, b, b + Turn(a + (c ^ (b | ~d)) + Sines[i] + words[(7 * i) & 15], i, 6, 10, 15, 21));

        return new UInt128(
            ((ulong)Swap(a + 0x67452301) << 32) | Swap(b + 0xEFCDAB89), ((ulong)Swap(c + 0x98BADCFE) << 32) | Swap(d + 0x10325476));
    }

    private static uint Turn(uint value, int step, int first, int second, int third, int fourth) =>
        BitOperations.RotateLeft(value, (step & 3) switch { 0 => first, 1 => second, 2 => third, _ => fourth });

    private static uint Swap(uint value) => BinaryPrimitives.ReverseEndianness(value);
}
