using System.Buffers.Binary;
using System.Numerics;
using Hydrant.Formats.Columns;

namespace Hydrant.Formats.Parquet.Footer;

/// <summary>
/// A split-block bloom filter: blocks of 256 bits, in one of which a value sets eight, one in each 32.
/// </summary>
internal static class BloomFilter
{
    private const int BlockBytes = 32;
    private const int MaxBytes = 128 * 1024 * 1024;

    private static ReadOnlySpan<uint> Salts =>
    [
        0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31,
    ];

    /// <param name="hashes">xxHash of each value as it lies in plain pages, without a length before it.</param>
    public static void Write(ReadOnlySpan<ulong> hashes, double falsePositives, ByteBuffer output)
    {
        var length = LengthFor(hashes.Length, falsePositives);
        var thrift = new CompactWriter(output);
        thrift.Begin();
        thrift.Int32(1, length);
        for (var field = 2; field <= 4; field++)
        {
            // The algorithm, the hash and the compression: the first of each, and so far the only one.
            thrift.Begin(field);
            thrift.Empty(1);
            thrift.End();
        }

        thrift.End();
        var bits = output.Room(length)[..length];
        bits.Clear();
        foreach (var hash in hashes) Set(bits, hash);
        output.Advance(length);
    }

    private static void Set(Span<byte> bits, ulong hash)
    {
        var blocks = (ulong)(bits.Length / BlockBytes);
        var block = bits.Slice((int)(((hash >> 32) * blocks) >> 32) * BlockBytes, BlockBytes);
        for (var i = 0; i < Salts.Length; i++)
        {
            var word = block.Slice(i * sizeof(uint), sizeof(uint));
            var bit = unchecked((uint)hash * Salts[i]) >> 27;
            var all = BinaryPrimitives.ReadUInt32LittleEndian(word) | (1u << (int)bit);
            BinaryPrimitives.WriteUInt32LittleEndian(word, all);
        }
    }

    private static int LengthFor(int values, double falsePositives)
    {
        var bits = -8.0 * values / Math.Log(1 - Math.Pow(falsePositives, 1.0 / 8));
        var bytes = Math.Clamp(bits / 8, BlockBytes, MaxBytes);
        return (int)BitOperations.RoundUpToPowerOf2((uint)Math.Ceiling(bytes));
    }
}
