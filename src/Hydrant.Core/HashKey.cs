using System.Globalization;
using System.Security.Cryptography;
using System.Buffers.Binary;

namespace Hydrant.Core;

/// <summary>A point of the hash-key space, 0 to 2^128 - 1, which the shards of a stream divide among themselves.</summary>
public readonly record struct HashKey(UInt128 Value) : IComparable<HashKey>
{
    public static readonly HashKey Min = new(UInt128.MinValue);

    public static readonly HashKey Max = new(UInt128.MaxValue);

    /// <summary>MD5 of the partition key's UTF-8 bytes, read as a big-endian number.</summary>
    public static HashKey Of(ReadOnlySpan<byte> partitionKeyUtf8)
    {
        if (partitionKeyUtf8.Length <= ShortMd5.MaxLength) return new HashKey(ShortMd5.Hash(partitionKeyUtf8));

        Span<byte> digest = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData(partitionKeyUtf8, digest);
        return new HashKey(BinaryPrimitives.ReadUInt128BigEndian(digest));
    }

    /// <summary>Reads a decimal number; false when it is none, or is 2^128 or more.</summary>
    public static bool TryParse(ReadOnlySpan<char> digits, out HashKey key)
    {
        var ok = UInt128.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        key = new HashKey(value);
        return ok;
    }

    /// <summary>Reads a decimal number in UTF-8; false when it is none, or is 2^128 or more.</summary>
    public static bool TryParse(ReadOnlySpan<byte> digits, out HashKey key)
    {
        var ok = UInt128.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        key = new HashKey(value);
        return ok;
    }

    public int CompareTo(HashKey other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
