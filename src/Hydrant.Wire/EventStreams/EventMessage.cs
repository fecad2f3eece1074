using System.Buffers;
using System.Buffers.Binary;

namespace Hydrant.Wire.EventStreams;

/// <summary>
/// One message of <c>application/vnd.amazon.eventstream</c>. All integers big-endian; both checksums are CRC-32:
/// <code>
///  0    u32 length of the whole message, T     4 u32 length of the headers, H     8 u32 crc of bytes 0..7
/// 12    headers                             12+H payload                        T-4 u32 crc of bytes 0..T-5
/// </code>
/// </summary>
internal static class EventMessage
{
    private const int PreludeSize = 12;
    private const int SumSize = sizeof(uint);

    /// <summary>Writes the message into the output's own memory; nothing is allocated, and the payload is copied once.</summary>
    public static void Write(IBufferWriter<byte> output, EventHeaders headers, ReadOnlySpan<byte> payload)
    {
        var head = PreludeSize + headers.Bytes.Length;
        var room = output.GetSpan(head)[..head];
        BinaryPrimitives.WriteInt32BigEndian(room, checked(head + payload.Length + SumSize));
        BinaryPrimitives.WriteInt32BigEndian(room[4..], headers.Bytes.Length);
        var sum = new Crc32();
        sum.Append(room[..8]);
        BinaryPrimitives.WriteUInt32BigEndian(room[8..], sum.Value);
        headers.Bytes.CopyTo(room[PreludeSize..]);
        sum.Append(room[8..]);
        output.Advance(head);

        sum.Append(payload);
        output.Write(payload);

        BinaryPrimitives.WriteUInt32BigEndian(output.GetSpan(SumSize), sum.Value);
        output.Advance(SumSize);
    }
}
