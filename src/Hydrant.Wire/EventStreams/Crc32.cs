using System.Buffers.Binary;

namespace Hydrant.Wire.EventStreams;

/// <summary>
/// CRC-32 of IEEE 802.3 (reflected polynomial 0xEDB88320, initial value and final xor 0xFFFFFFFF), which event streams
/// carry twice a message; eight bytes a step.
/// </summary>
internal struct Crc32()
{
    private const int Lanes = 8;

    // Row k holds the checksum of a byte followed by k zero bytes; the rows stand one behind the other.
    private static readonly uint[] Table = MakeTable();

    private uint _crc = ~0u;

    public readonly uint Value => ~_crc;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = _crc;
        var t = Table.AsSpan();
        while (bytes.Length >= Lanes)
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ crc;
            crc = 0;
            for (var lane = 0; lane < Lanes; lane++)
            {
                crc ^= t[((Lanes - 1 - lane) << 8) | (byte)word];
                word >>= 8;
            }

            bytes = bytes[Lanes..];
        }

        foreach (var value in bytes) crc = t[(byte)(crc ^ value)] ^ (crc >> 8);
        _crc = crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[Lanes << 8];
        for (var value = 0u; value < 256; value++)
        {
            var crc = value;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320u);
            table[value] = crc;
        }

        for (var at = 256; at < table.Length; at++) table[at] = table[(byte)table[at - 256]] ^ (table[at - 256] >> 8);
        return table;
    }
}
