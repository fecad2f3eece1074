using System.Buffers.Binary;
using System.Buffers.Text;
using Hydrant.Core;

namespace Hydrant.Streams.Reading;

/// <summary>
/// A place in a shard, handed to a reader as an opaque token. Little-endian, then base64 (docs/formats/shard-iterator.md):
/// <code>
///  0 u8 version = 1   1 u8 zero   2 u16 zero   4 u32 stream's log   8 i32 shard
/// 12 i64 offset      20 i64 created, epoch ms  28 u32 crc32c(0..27)
/// </code>
/// The token is no secret and no permission: who may read is checked against the stream it names.
/// </summary>
/// <param name="Log">The log number of the stream, which a stream made anew under the same name does not share.</param>
/// <param name="Shard">The shard.</param>
/// <param name="Offset">The next record to read.</param>
/// <param name="CreatedAtMs">When the token was made, epoch milliseconds; it lives five minutes.</param>
public readonly record struct ShardIterator(uint Log, ShardId Shard, LogOffset Offset, long CreatedAtMs)
{
    private const int Size = 32;
    private const byte Version = 1;

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        bytes.Clear();
        bytes[0] = Version;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], Log);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], Shard.Index);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[12..], Offset.Value);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[20..], CreatedAtMs);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[28..], Checksum.Crc32C(bytes[..28]));
        return Convert.ToBase64String(bytes);
    }

    /// <summary>Reads a token; one in double quotes is taken too, as the service does.</summary>
    public static bool TryParse(string text, out ShardIterator iterator)
    {
        iterator = default;
        var token = text.AsSpan();
        if (token is ['"', .. var inner, '"']) token = inner;

        Span<byte> bytes = stackalloc byte[Size];
        if (!Base64.IsValid(token) || !Convert.TryFromBase64Chars(token, bytes, out var length) || length != Size) return false;
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[28..]) != Checksum.Crc32C(bytes[..28])) return false;
        if (bytes[0] != Version || bytes[1] != 0 || bytes[2] != 0 || bytes[3] != 0) return false;

        iterator = new ShardIterator(
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]),
            new ShardId(BinaryPrimitives.ReadInt32LittleEndian(bytes[8..])),
            new LogOffset(BinaryPrimitives.ReadInt64LittleEndian(bytes[12..])),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[20..]));
        return iterator.Shard.Index >= 0 && iterator.Offset >= LogOffset.Zero;
    }
}
