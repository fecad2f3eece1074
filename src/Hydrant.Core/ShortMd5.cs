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
        // Four steps at a time: after them every word is in its place again, and the turns are constants.
        for (var i = 0; i < 16; i += 4)
        {
            a = b + Left(a + (d ^ (b & (c ^ d))) + Sines[i] + words[i], 7);
            d = a + Left(d + (c ^ (a & (b ^ c))) + Sines[i + 1] + words[i + 1], 12);
            c = d + Left(c + (b ^ (d & (a ^ b))) + Sines[i + 2] + words[i + 2], 17);
            b = c + Left(b + (a ^ (c & (d ^ a))) + Sines[i + 3] + words[i + 3], 22);
        }

        for (var i = 16; i < 32; i += 4)
        {
            a = b + Left(a + (c ^ (d & (b ^ c))) + Sines[i] + words[((5 * i) + 1) & 15], 5);
            d = a + Left(d + (b ^ (c & (a ^ b))) + Sines[i + 1] + words[((5 * i) + 6) & 15], 9);
            c = d + Left(c + (a ^ (b & (d ^ a))) + Sines[i + 2] + words[((5 * i) + 11) & 15], 14);
            b = c + Left(b + (d ^ (a & (c ^ d))) + Sines[i + 3] + words[(5 * i) & 15], 20);
        }

        for (var i = 32; i < 48; i += 4)
        {
            a = b + Left(a + (b ^ c ^ d) + Sines[i] + words[((3 * i) + 5) & 15], 4);
            d = a + Left(d + (a ^ b ^ c) + Sines[i + 1] + words[((3 * i) + 8) & 15], 11);
            c = d + Left(c + (d ^ a ^ b) + Sines[i + 2] + words[((3 * i) + 11) & 15], 16);
            b = c + Left(b + (c ^ d ^ a) + Sines[i + 3] + words[((3 * i) + 14) & 15], 23);
        }

        for (var i = 48; i < 64; i += 4)
        {
            a = b + Left(a + (c ^ (b | ~d)) + Sines[i] + words[(7 * i) & 15], 6);
            d = a + Left(d + (b ^ (a | ~c)) + Sines[i + 1] + words[((7 * i) + 7) & 15], 10);
            c = d + Left(c + (a ^ (d | ~b)) + Sines[i + 2] + words[((7 * i) + 14) & 15], 15);
            b = c + Left(b + (d ^ (c | ~a)) + Sines[i + 3] + words[((7 * i) + 21) & 15], 21);
        }

        return new UInt128(
            ((ulong)Swap(a + 0x67452301) << 32) | Swap(b + 0xEFCDAB89), ((ulong)Swap(c + 0x98BADCFE) << 32) | Swap(d + 0x10325476));
    }

    private static uint Left(uint value, int turns) => BitOperations.RotateLeft(value, turns);

    private static uint Swap(uint value) => BinaryPrimitives.ReverseEndianness(value);
}
