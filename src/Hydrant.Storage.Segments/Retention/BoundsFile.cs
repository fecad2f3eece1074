using System.Buffers.Binary;
using Hydrant.Core;

namespace Hydrant.Storage.Segments.Retention;

/// <summary>
/// What is known of every shard apart from its records: written before any segment is taken away, so that no offset is
/// ever given twice and no trim of deleted records comes back. Little-endian; normative: docs/formats/bounds.md.
/// <code>
///  0 u32 magic "HYBD"  4 u16 version = 1  6 u16 zero  8 u32 shards  12 u32 crc32c(0..11 and the entries)
/// entries, 48 bytes, by shard key
///  0 u64 shard  8 i64 first offset  16 i64 end offset  24 i64 last arrival  32 i64 data bytes  40 u64 flags, bit 0: dropped
/// </code>
/// </summary>
internal static class BoundsFile
{
    public const string Name = "bounds";
    public const string TemporaryName = "bounds.new";
    private const int HeaderSize = 16;
    private const int EntrySize = 48;
    private const uint Magic = 0x4442_5948;
    private const ushort Version = 1;

    public static byte[] Write(IReadOnlyList<ShardBounds> shards)
    {
        var bytes = new byte[HeaderSize + (EntrySize * shards.Count)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(4), Version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), shards.Count);
        var target = bytes.AsSpan(HeaderSize);
        foreach (var shard in shards)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(target, shard.Shard.Packed);
            BinaryPrimitives.WriteInt64LittleEndian(target[8..], shard.First.Value);
            BinaryPrimitives.WriteInt64LittleEndian(target[16..], shard.End.Value);
            BinaryPrimitives.WriteInt64LittleEndian(target[24..], shard.LastArrivedAtMs);
            BinaryPrimitives.WriteInt64LittleEndian(target[32..], shard.DataBytes);
            BinaryPrimitives.WriteUInt64LittleEndian(target[40..], shard.IsDropped ? 1UL : 0UL);
            target = target[EntrySize..];
        }

        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), Sum(bytes));
        return bytes;
    }

    /// <exception cref="StorageException">Corrupt: without it offsets could be given twice, so that no start is possible.</exception>
    public static IReadOnlyList<ShardBounds> Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderSize || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic) throw Corrupt("it is no bounds file");
        if (BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]) != Version) throw Corrupt("its version is unknown");
        var count = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        if (bytes.Length != HeaderSize + (EntrySize * (long)count)) throw Corrupt("its length is wrong");
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]) != Sum(bytes)) throw Corrupt("its checksum does not match");

        var shards = new List<ShardBounds>((int)count);
        for (var source = bytes[HeaderSize..]; source.Length > 0; source = source[EntrySize..])
        {
            shards.Add(new ShardBounds(
                ShardKey.Unpack(BinaryPrimitives.ReadUInt64LittleEndian(source)),
                new LogOffset(BinaryPrimitives.ReadInt64LittleEndian(source[8..])),
                new LogOffset(BinaryPrimitives.ReadInt64LittleEndian(source[16..])),
                BinaryPrimitives.ReadInt64LittleEndian(source[24..]),
                BinaryPrimitives.ReadInt64LittleEndian(source[32..]),
                BinaryPrimitives.ReadUInt64LittleEndian(source[40..]) != 0));
        }

        return shards;
    }

    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        Span<byte> sums = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(sums, Checksum.Crc32C(bytes[..12]));
        BinaryPrimitives.WriteUInt32LittleEndian(sums[4..], Checksum.Crc32C(bytes[HeaderSize..]));
        return Checksum.Crc32C(sums);
    }

    private static StorageException Corrupt(string why) => new(
        StorageFaultKind.Corrupt,
        $"The file '{Name}' of the log is damaged: {why}. Restore it from a backup, or the log may give offsets twice.");
}
