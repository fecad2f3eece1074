using System.Buffers.Binary;
using System.Numerics;

namespace Hydrant.Formats.Hashing;

/// <summary>The 64-bit hash xxHash, as the bloom filters of Parquet want it.</summary>
public static class XxHash64
{
    private const ulong Prime1 = 11400714785074694791;
    private const ulong Prime2 = 14029467366897019727;
    private const ulong Prime3 = 1609587929392839161;
    private const ulong Prime4 = 9650029242287828579;
    private const ulong Prime5 = 2870177450012600261;

    public static ulong Hash(ReadOnlySpan<byte> bytes, ulong seed = 0)
    {
        var length = (ulong)bytes.Length;
        ulong hash;
        if (bytes.Length >= 32)
        {
            hash = HashStripes(bytes, seed, out var taken);
            bytes = bytes[taken..];
        }
        else
        {
            hash = seed + Prime5;
        }

        hash += length;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            hash ^= Round(0, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            hash = (BitOperations.RotateLeft(hash, 27) * Prime1) + Prime4;
        }

        if (bytes.Length >= 4)
        {
            hash ^= BinaryPrimitives.ReadUInt32LittleEndian(bytes) * Prime1;
            hash = (BitOperations.RotateLeft(hash, 23) * Prime2) + Prime3;
            bytes = bytes[4..];
        }

        foreach (var value in bytes)
        {
            hash ^= value * Prime5;
            hash = BitOperations.RotateLeft(hash, 11) * Prime1;
        }

        hash = (hash ^ (hash >> 33)) * Prime2;
        hash = (hash ^ (hash >> 29)) * Prime3;
        return hash ^ (hash >> 32);
    }

    private static ulong HashStripes(ReadOnlySpan<byte> bytes, ulong seed, out int taken)
    {
        var (a, b, c, d) = (seed + Prime1 + Prime2, seed + Prime2, seed, seed - Prime1);
        var stripes = bytes.Length / 32;
        taken = stripes * 32;
        for (var i = 0; i < taken; i += 32)
        {
            a = Round(a, BinaryPrimitives.ReadUInt64LittleEndian(bytes[i..]));
            b = Round(b, BinaryPrimitives.ReadUInt64LittleEndian(bytes[(i + 8)..]));
            c = Round(c, BinaryPrimitives.ReadUInt64LittleEndian(bytes[(i + 16)..]));
            d = Round(d, BinaryPrimitives.ReadUInt64LittleEndian(bytes[(i + 24)..]));
        }

        var hash = BitOperations.RotateLeft(a, 1) + BitOperations.RotateLeft(b, 7)
            + BitOperations.RotateLeft(c, 12) + BitOperations.RotateLeft(d, 18);
        foreach (var lane in (ReadOnlySpan<ulong>)[a, b, c, d]) hash = ((hash ^ Round(0, lane)) * Prime1) + Prime4;
        return hash;
    }

    private static ulong Round(ulong lane, ulong value) =>
        BitOperations.RotateLeft(lane + (value * Prime2), 31) * Prime1;
}
