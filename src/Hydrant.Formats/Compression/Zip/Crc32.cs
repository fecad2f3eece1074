using System.Buffers.Binary;

namespace Hydrant.Formats.Compression.Zip;

/// <summary>CRC-32 of ISO 3309 (reflected polynomial 0xEDB88320), which ZIP keeps; eight bytes a step.</summary>
internal struct Crc32()
{
    // Table k holds the checksum of a byte followed by k zero bytes.
    private static readonly uint[][] Tables = MakeTables();

    private uint _crc = ~0u;

    public readonly uint Value => ~_crc;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = _crc;
        var t = Tables;
        while (bytes.Length >= sizeof(ulong))
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[sizeof(uint)..]);
            crc = t[7][(byte)low] ^ t[6][(byte)(low >> 8)] ^ t[5][(byte)(low >> 16)] ^ t[4][low >> 24]
                ^ t[3][(byte)high] ^ t[2][(byte)(high >> 8)] ^ t[1][(byte)(high >> 16)] ^ t[0][high >> 24];
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var value in bytes) crc = t[0][(byte)(crc ^ value)] ^ (crc >> 8);
        _crc = crc;
    }

    private static uint[][] MakeTables()
    {
        var tables = new uint[8][];
        tables[0] = new uint[256];
        for (var value = 0u; value < 256; value++)
        {
            var crc = value;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320u);
            tables[0][value] = crc;
        }

        for (var k = 1; k < tables.Length; k++)
        {
            tables[k] = new uint[256];
            for (var value = 0; value < 256; value++)
            {
                var before = tables[k - 1][value];
                tables[k][value] = tables[0][(byte)before] ^ (before >> 8);
            }
        }

        return tables;
    }
}
