using System.Buffers.Binary;
using System.Numerics;

namespace Hydrant.Core;

/// <summary>CRC-32C (Castagnoli), as in RFC 3720: initial value and final xor 0xFFFFFFFF. One processor instruction per 8 bytes.</summary>
public static class Checksum
{
    public static uint Crc32C(ReadOnlySpan<byte> bytes) => ~Continue(~0u, bytes);

    private static uint Continue(uint crc, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var value in bytes) crc = BitOperations.Crc32C(crc, value);
        return crc;
    }
}
