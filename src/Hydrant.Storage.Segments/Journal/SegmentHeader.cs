using System.Buffers.Binary;
using Hydrant.Core;

namespace Hydrant.Storage.Segments.Journal;

/// <summary>
/// The first 40 bytes of a segment file, little-endian. Normative: docs/formats/segment.md.
/// <code>
///  0 u32 magic "HYSG"         4 u16 version = 1    6 u16 flags, bit 0: rewritten
///  8 u64 segment number      16 u64 sequence of its first commit
/// 24 u32 secret             28 u64 zero          36 u32 crc32c(0..35)
/// </code>
/// </summary>
/// <param name="Number">Ascending in the order of the journal.</param>
/// <param name="FirstCommit">No commit of an earlier segment with this sequence or a greater one counts.</param>
/// <param name="IsRewritten">Holds only what was live when it was rewritten; its commits are numbered anew.</param>
/// <param name="Secret">Random; stands in every commit of the segment.</param>
internal readonly record struct SegmentHeader(long Number, long FirstCommit, bool IsRewritten, uint Secret)
{
    public const int Size = 40;
    private const uint Magic = 0x4753_5948;
    private const ushort Version = 1;

    public void Write(Span<byte> target)
    {
        Invariant.That(Number > 0 && FirstCommit >= 0);
        target[..Size].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(target, Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(target[4..], Version);
        BinaryPrimitives.WriteUInt16LittleEndian(target[6..], (ushort)(IsRewritten ? 1 : 0));
        BinaryPrimitives.WriteInt64LittleEndian(target[8..], Number);
        BinaryPrimitives.WriteInt64LittleEndian(target[16..], FirstCommit);
        BinaryPrimitives.WriteUInt32LittleEndian(target[24..], Secret);
        BinaryPrimitives.WriteUInt32LittleEndian(target[36..], Checksum.Crc32C(target[..36]));
    }

    /// <summary>Null on success, else what is wrong.</summary>
    public static string? TryRead(ReadOnlySpan<byte> source, out SegmentHeader header)
    {
        header = default;
        if (source.Length < Size) return "it ends inside its header";
        if (BinaryPrimitives.ReadUInt32LittleEndian(source[36..]) != Checksum.Crc32C(source[..36]))
            return "the checksum of its header does not match";
        if (BinaryPrimitives.ReadUInt32LittleEndian(source) != Magic) return "it is not a segment";
        if (BinaryPrimitives.ReadUInt16LittleEndian(source[4..]) != Version) return "its version is unknown";

        header = new SegmentHeader(
            BinaryPrimitives.ReadInt64LittleEndian(source[8..]),
            BinaryPrimitives.ReadInt64LittleEndian(source[16..]),
            (BinaryPrimitives.ReadUInt16LittleEndian(source[6..]) & 1) != 0,
            BinaryPrimitives.ReadUInt32LittleEndian(source[24..]));
        return header.Number > 0 ? null : "its number is not positive";
    }
}
