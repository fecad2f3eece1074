using System.Buffers.Binary;
using Hydrant.Core;

namespace Hydrant.Storage.Segments.Journal;

/// <summary>
/// The 32 bytes before the frames of one group commit, little-endian. Normative: docs/formats/segment.md.
/// <code>
///  0 u32 magic "HYCB"   4 u16 version = 1   6 u16 zero
///  8 u32 length of the commit, header included   12 u32 frames
/// 16 u64 sequence      24 u32 secret        28 u32 crc32c(0..27)
/// </code>
/// </summary>
/// <param name="Length">Bytes of header and frames.</param>
/// <param name="Frames">How many frames follow.</param>
/// <param name="Sequence">One more than that of the commit before it.</param>
/// <param name="Secret">That of its segment: bytes inside a record that look like a commit do not know it.</param>
internal readonly record struct CommitHeader(int Length, int Frames, long Sequence, uint Secret)
{
    public const int Size = 32;
    private const uint Magic = 0x4243_5948;
    private const ushort Version = 1;

    /// <summary>How the header of every commit begins, to look for one behind damaged bytes.</summary>
    public static ReadOnlySpan<byte> Mark => "HYCB"u8;

    public void Write(Span<byte> target)
    {
        Invariant.That(Length > Size && Frames > 0 && Sequence > 0);
        target[..Size].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(target, Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(target[4..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(target[8..], Length);
        BinaryPrimitives.WriteInt32LittleEndian(target[12..], Frames);
        BinaryPrimitives.WriteInt64LittleEndian(target[16..], Sequence);
        BinaryPrimitives.WriteUInt32LittleEndian(target[24..], Secret);
        BinaryPrimitives.WriteUInt32LittleEndian(target[28..], Checksum.Crc32C(target[..28]));
    }

    /// <summary>Null on success, else what is wrong.</summary>
    public static string? TryRead(ReadOnlySpan<byte> source, out CommitHeader header)
    {
        header = default;
        if (source.Length < Size) return "it ends inside the header of a commit";
        if (BinaryPrimitives.ReadUInt32LittleEndian(source) != Magic) return "no commit starts here";
        if (BinaryPrimitives.ReadUInt32LittleEndian(source[28..]) != Checksum.Crc32C(source[..28]))
            return "the checksum of a commit's header does not match";
        if (BinaryPrimitives.ReadUInt16LittleEndian(source[4..]) != Version) return "a commit's version is unknown";

        header = new CommitHeader(
            BinaryPrimitives.ReadInt32LittleEndian(source[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(source[12..]),
            BinaryPrimitives.ReadInt64LittleEndian(source[16..]),
            BinaryPrimitives.ReadUInt32LittleEndian(source[24..]));
        return header is { Length: > Size, Frames: > 0, Sequence: > 0 } ? null : "a commit's header makes no sense";
    }
}
