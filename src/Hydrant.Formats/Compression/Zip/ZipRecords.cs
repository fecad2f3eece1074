using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Hydrant.Formats.Compression.Zip;

/// <summary>
/// The records around the one entry of an archive (PKWARE's APPNOTE 4.3), little-endian: local header, data descriptor,
/// central directory header, end of central directory. Sizes are 32-bit; zip64 is not written.
/// </summary>
internal readonly struct ZipRecords
{
    public const int NameLength = 36;

    public const int LocalHeaderLength = 30 + NameLength;
    private const int DescriptorLength = 16;
    private const int CentralHeaderLength = 46 + NameLength;
    private const int EndLength = 22;

    /// <summary>Descriptor, directory and end: what stands behind the data.</summary>
    public const int TailLength = DescriptorLength + CentralHeaderLength + EndLength;

    // Deflate needs a reader of version 2.0. Flag bit 3: checksum and sizes follow the data, since we never seek back.
    private const ushort Version = 20;
    private const ushort SizesFollow = 1 << 3;
    private const ushort Deflated = 8;

    private readonly string _name;
    private readonly ushort _time;
    private readonly ushort _date;

    public ZipRecords(CompressionSeed seed)
    {
        _name = seed.EntryName.ToString("D");
        (_date, _time) = DosTime(seed.Time.UtcDateTime);
    }

    /// <summary>Whether these bytes begin an archive of this form.</summary>
    public static bool IsLocalHeader(ReadOnlySpan<byte> bytes) =>
        BinaryPrimitives.ReadUInt32LittleEndian(bytes) == 0x04034b50
        && BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]) == SizesFollow
        && BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]) == Deflated
        && BinaryPrimitives.ReadUInt16LittleEndian(bytes[26..]) == NameLength
        && BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]) == 0;

    public int WriteLocalHeader(IBufferWriter<byte> output)
    {
        var bytes = output.GetSpan(LocalHeaderLength)[..LocalHeaderLength];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, 0x04034b50);
        WriteCommon(bytes[4..], crc: 0, compressed: 0, size: 0);
        Encoding.ASCII.GetBytes(_name, bytes[30..]);
        output.Advance(LocalHeaderLength);
        return LocalHeaderLength;
    }

    public static void WriteDescriptor(IBufferWriter<byte> output, uint crc, uint compressed, uint size)
    {
        var bytes = output.GetSpan(DescriptorLength)[..DescriptorLength];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, 0x08074b50);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], crc);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[8..], compressed);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[12..], size);
        output.Advance(DescriptorLength);
    }

    /// <param name="output">Receives the central directory and the archive's end.</param>
    /// <param name="crc">Of the content.</param>
    /// <param name="compressed">Bytes of deflated data.</param>
    /// <param name="size">Bytes of content.</param>
    /// <param name="offset">Where this directory begins in the archive.</param>
    public void WriteDirectory(IBufferWriter<byte> output, uint crc, uint compressed, uint size, uint offset)
    {
        var bytes = output.GetSpan(CentralHeaderLength + EndLength)[..(CentralHeaderLength + EndLength)];
        bytes.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, 0x02014b50);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[4..], Version); // made by: MS-DOS, 2.0
        WriteCommon(bytes[6..], crc, compressed, size);
        // Comment, disk, attributes and the local header's offset (34..46, after the extra field's length) are zero.
        Encoding.ASCII.GetBytes(_name, bytes[46..]);

        var end = bytes[CentralHeaderLength..];
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054b50);
        BinaryPrimitives.WriteUInt16LittleEndian(end[8..], 1);  // entries on this disk
        BinaryPrimitives.WriteUInt16LittleEndian(end[10..], 1); // entries
        BinaryPrimitives.WriteUInt32LittleEndian(end[12..], CentralHeaderLength);
        BinaryPrimitives.WriteUInt32LittleEndian(end[16..], offset);
        output.Advance(CentralHeaderLength + EndLength);
    }

    // The 26 bytes which local and central header share: version to the length of the extra field.
    private void WriteCommon(Span<byte> bytes, uint crc, uint compressed, uint size)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, Version);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[2..], SizesFollow);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[4..], Deflated);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[6..], _time);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[8..], _date);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[10..], crc);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[14..], compressed);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[18..], size);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[22..], NameLength);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[24..], 0);
    }

    // Two-second steps from 1980 to 2107; a time outside is moved to the nearest end.
    private static (ushort Date, ushort Time) DosTime(DateTime utc)
    {
        if (utc.Year < 1980) utc = new DateTime(1980, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        if (utc.Year > 2107) utc = new DateTime(2107, 12, 31, 23, 59, 58, DateTimeKind.Utc);
        var date = ((utc.Year - 1980) << 9) | (utc.Month << 5) | utc.Day;
        var time = (utc.Hour << 11) | (utc.Minute << 5) | (utc.Second / 2);
        return ((ushort)date, (ushort)time);
    }
}
