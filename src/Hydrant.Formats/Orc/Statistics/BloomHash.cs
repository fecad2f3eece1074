using System.Buffers.Binary;
using System.Numerics;

namespace Hydrant.Formats.Orc.Statistics;

/// <summary>
/// The hashes of the format's Bloom filters: of bytes Murmur3 with 64 bits, of numbers Thomas Wang's mix.
/// </summary>
internal static class BloomHash
{
    private const ulong C1 = 0x87c37b91114253d5;
    private const ulong C2 = 0x4cf5ad432745937f;
    private const ulong Seed = 104_729;

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = Seed;
        var length = (ulong)bytes.Length;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            hash ^= Scrambled(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            hash = (BitOperations.RotateLeft(hash, 27) * 5) + 0x52dce729;
        }

        var tail = 0UL;
        for (var i = bytes.Length - 1; i >= 0; i--) tail = (tail << 8) | bytes[i];
        if (!bytes.IsEmpty) hash ^= Scrambled(tail);

        hash ^= length;
        hash ^= hash >> 33;
        hash *= 0xff51afd7ed558ccd;
        hash ^= hash >> 33;
        hash *= 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }

    public static ulong Of(long value)
    {
        var key = (ulong)value;
        key = ~key + (key << 21);
        key ^= (ulong)((long)key >> 24);
        key += (key << 3) + (key << 8);
        key ^= (ulong)((long)key >> 14);
        key += (key << 2) + (key << 4);
        key ^= (ulong)((long)key >> 28);
        return key + (key << 31);
    }

    public static ulong Of(double value) => Of(BitConverter.DoubleToInt64Bits(value));

    private static ulong Scrambled(ulong block) => BitOperations.RotateLeft(block * C1, 31) * C2;
}
