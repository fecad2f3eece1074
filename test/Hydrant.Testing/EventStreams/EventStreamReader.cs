using System.Buffers.Binary;
using System.Text;

namespace Hydrant.Testing.EventStreams;

/// <summary>
/// Reads <c>application/vnd.amazon.eventstream</c> as a client does, and checks both sums of every message. Written from
/// the format's description, not from the server's writer.
/// </summary>
public sealed class EventStreamReader(Stream source)
{
    /// <summary>The next message, or null at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">The bytes are no message.</exception>
    public async Task<EventStreamMessage?> ReadAsync(CancellationToken ct)
    {
        var prelude = new byte[12];
        var got = await source.ReadAtLeastAsync(prelude, prelude.Length, throwOnEndOfStream: false, ct);
        if (got == 0) return null;
        if (got < prelude.Length) throw new InvalidDataException("The stream ends within a message.");
        if (BinaryPrimitives.ReadUInt32BigEndian(prelude.AsSpan(8)) != Crc32(prelude.AsSpan(0, 8)))
            throw new InvalidDataException("The prelude is damaged.");

        var message = new byte[BinaryPrimitives.ReadInt32BigEndian(prelude)];
        prelude.CopyTo(message, 0);
        await source.ReadExactlyAsync(message.AsMemory(prelude.Length), ct);
        return Read(message);
    }

    /// <summary>The sum, a bit at a time.</summary>
    public static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = ~0u;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320u;
        }

        return ~crc;
    }

    /// <summary>Reads one whole message.</summary>
    public static EventStreamMessage Read(ReadOnlySpan<byte> message)
    {
        if (BinaryPrimitives.ReadInt32BigEndian(message) != message.Length) throw new InvalidDataException("The length is another.");
        if (BinaryPrimitives.ReadUInt32BigEndian(message[^4..]) != Crc32(message[..^4])) throw new InvalidDataException("The message is damaged.");

        var headersEnd = 12 + BinaryPrimitives.ReadInt32BigEndian(message[4..]);
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var rest = message[12..headersEnd]; rest.Length > 0;)
        {
            var name = Encoding.ASCII.GetString(rest.Slice(1, rest[0]));
            rest = rest[(1 + rest[0])..];
            if (rest[0] != 7) throw new InvalidDataException($"Header {name} is no string.");
            var length = BinaryPrimitives.ReadUInt16BigEndian(rest[1..]);
            headers.Add(name, Encoding.UTF8.GetString(rest.Slice(3, length)));
            rest = rest[(3 + length)..];
        }

        return new EventStreamMessage(headers, message[headersEnd..^4].ToArray());
    }
}
