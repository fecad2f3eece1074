using System.Buffers.Binary;
using Hydrant.Core;

namespace Hydrant.Storage.Segments.Reading;

/// <summary>
/// The index of a closed segment: which shards it holds, and where each frame of each shard lies. It can always be made
/// again from the segment. Little-endian; normative: docs/formats/segment-index.md.
/// <code>
/// header, 48 bytes
///  0 u32 magic "HYIX"   4 u16 version = 1   6 u16 zero    8 u64 segment number   16 u32 generation
/// 20 u32 shards        24 u64 length of the segment      32 u64 zero   40 u32 zero
/// 44 u32 crc32c(crc32c(0..43), crc32c(directory))
/// directory, 80 bytes a shard, by shard key
///  0 u64 shard  8 i64 first offset  16 i64 end offset  24 i64 first arrival  32 i64 data bytes before
/// 40 i64 frame bytes  48 i64 position of its list in this file  56 u32 entries  60 u32 crc32c of the list
/// 64 i64 data bytes up to its end  72 i64 last arrival
/// lists, 40 bytes an entry: the fields of FrameEntry in their order
/// </code>
/// </summary>
internal static class IndexFile
{
    public const int EntrySize = 40;
    private const int HeaderSize = 48;
    private const int DirectorySize = 80;
    private const int SumAt = 44;
    private const uint Magic = 0x5849_5948;
    private const ushort Version = 1;

    /// <summary>Writes the index of the slices, which must have their entries; sets where their lists are.</summary>
    public static byte[] Write(Segment segment, IReadOnlyList<Slice> slices)
    {
        var ordered = slices.OrderBy(slice => slice.Shard).ToList();
        var listsAt = HeaderSize + (DirectorySize * ordered.Count);
        var bytes = new byte[listsAt + (EntrySize * ordered.Sum(slice => slice.Count))];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(4), Version);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), segment.Number);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), segment.Generation);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(20), ordered.Count);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(24), segment.Length);

        for (var i = 0; i < ordered.Count; i++)
        {
            var slice = ordered[i];
            var list = bytes.AsSpan(listsAt, EntrySize * slice.Count);
            WriteList(list, slice.Entries!);
            slice.IndexPosition = listsAt;
            WriteDirectory(bytes.AsSpan(HeaderSize + (DirectorySize * i)), slice, Checksum.Crc32C(list));
            listsAt += list.Length;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(SumAt), Sum(bytes, ordered.Count));
        return bytes;
    }

    /// <summary>Bytes of header and directory, once the header's fixed part is known; 0 when it is no index.</summary>
    public static int DirectoryEnd(ReadOnlySpan<byte> header)
    {
        if (header.Length < HeaderSize || BinaryPrimitives.ReadUInt32LittleEndian(header) != Magic) return 0;
        var shards = BinaryPrimitives.ReadUInt32LittleEndian(header[20..]);
        return shards > 10_000_000 ? 0 : HeaderSize + (DirectorySize * (int)shards);
    }

    /// <summary>Reads the directory into slices without entries; null when it is not the index of that segment.</summary>
    public static List<Slice>? TryReadDirectory(ReadOnlySpan<byte> bytes, Segment segment)
    {
        var end = DirectoryEnd(bytes);
        if (end == 0 || bytes.Length < end) return null;
        var shards = (end - HeaderSize) / DirectorySize;
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[SumAt..]) != Sum(bytes, shards)) return null;
        if (BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]) != Version
            || BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]) != segment.Number
            || BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]) != segment.Generation) return null;

        var length = BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]);
        if (length > segment.File.Length) return null;
        segment.Length = length;

        var slices = new List<Slice>(shards);
        for (var i = 0; i < shards; i++) slices.Add(ReadDirectory(bytes[(HeaderSize + (DirectorySize * i))..], segment));
        return slices;
    }

    /// <summary>Reads a slice's list; null when it is damaged.</summary>
    public static List<FrameEntry>? TryReadList(ReadOnlySpan<byte> list, uint sum)
    {
        if (Checksum.Crc32C(list) != sum) return null;
        var entries = new List<FrameEntry>(list.Length / EntrySize);
        for (; list.Length >= EntrySize; list = list[EntrySize..])
        {
            entries.Add(new FrameEntry(
                new LogOffset(BinaryPrimitives.ReadInt64LittleEndian(list)),
                BinaryPrimitives.ReadInt64LittleEndian(list[8..]),
                BinaryPrimitives.ReadInt64LittleEndian(list[16..]),
                BinaryPrimitives.ReadInt64LittleEndian(list[24..]),
                BinaryPrimitives.ReadInt32LittleEndian(list[32..]),
                BinaryPrimitives.ReadInt32LittleEndian(list[36..])));
        }

        return entries;
    }

    private static void WriteList(Span<byte> list, List<FrameEntry> entries)
    {
        foreach (var entry in entries)
        {
            BinaryPrimitives.WriteInt64LittleEndian(list, entry.Base.Value);
            BinaryPrimitives.WriteInt64LittleEndian(list[8..], entry.Position);
            BinaryPrimitives.WriteInt64LittleEndian(list[16..], entry.DataBytesBefore);
            BinaryPrimitives.WriteInt64LittleEndian(list[24..], entry.ArrivedAtMs);
            BinaryPrimitives.WriteInt32LittleEndian(list[32..], entry.Length);
            BinaryPrimitives.WriteInt32LittleEndian(list[36..], entry.Records);
            list = list[EntrySize..];
        }
    }

    private static void WriteDirectory(Span<byte> target, Slice slice, uint listSum)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(target, slice.Shard.Packed);
        BinaryPrimitives.WriteInt64LittleEndian(target[8..], slice.First.Value);
        BinaryPrimitives.WriteInt64LittleEndian(target[16..], slice.End.Value);
        BinaryPrimitives.WriteInt64LittleEndian(target[24..], slice.FirstArrivedAtMs);
        BinaryPrimitives.WriteInt64LittleEndian(target[32..], slice.DataBytesBefore);
        BinaryPrimitives.WriteInt64LittleEndian(target[40..], slice.Bytes);
        BinaryPrimitives.WriteInt64LittleEndian(target[48..], slice.IndexPosition);
        BinaryPrimitives.WriteInt32LittleEndian(target[56..], slice.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(target[60..], listSum);
        BinaryPrimitives.WriteInt64LittleEndian(target[64..], slice.DataBytesAfter);
        BinaryPrimitives.WriteInt64LittleEndian(target[72..], slice.LastArrivedAtMs);
        slice.ListSum = listSum;
    }

    private static Slice ReadDirectory(ReadOnlySpan<byte> source, Segment segment) =>
        new(ShardKey.Unpack(BinaryPrimitives.ReadUInt64LittleEndian(source)), segment)
        {
            First = new LogOffset(BinaryPrimitives.ReadInt64LittleEndian(source[8..])),
            End = new LogOffset(BinaryPrimitives.ReadInt64LittleEndian(source[16..])),
            FirstArrivedAtMs = BinaryPrimitives.ReadInt64LittleEndian(source[24..]),
            DataBytesBefore = BinaryPrimitives.ReadInt64LittleEndian(source[32..]),
            Bytes = BinaryPrimitives.ReadInt64LittleEndian(source[40..]),
            IndexPosition = BinaryPrimitives.ReadInt64LittleEndian(source[48..]),
            Count = BinaryPrimitives.ReadInt32LittleEndian(source[56..]),
            ListSum = BinaryPrimitives.ReadUInt32LittleEndian(source[60..]),
            DataBytesAfter = BinaryPrimitives.ReadInt64LittleEndian(source[64..]),
            LastArrivedAtMs = BinaryPrimitives.ReadInt64LittleEndian(source[72..]),
        };

    // The checksum covers everything before the lists but itself.
    private static uint Sum(ReadOnlySpan<byte> bytes, int shards)
    {
        var directory = bytes.Slice(HeaderSize, DirectorySize * shards);
        Span<byte> sums = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(sums, Checksum.Crc32C(bytes[..SumAt]));
        BinaryPrimitives.WriteUInt32LittleEndian(sums[4..], Checksum.Crc32C(directory));
        return Checksum.Crc32C(sums);
    }
}
