using System.Text;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Wire.EventStreams;

/// <summary>
/// The headers of one kind of message, encoded once and used for every message of the kind. Each header is:
/// <code>
/// u8 length of name   name, ASCII   u8 7 (a string)   u16 length of value   value, UTF-8
/// </code>
/// All integers big-endian.
/// </summary>
internal sealed class EventHeaders
{
    private const byte StringType = 7;

    private readonly byte[] _bytes;

    private EventHeaders(params ReadOnlySpan<(string Name, string Value)> headers)
    {
        using var bytes = new MemoryStream();
        foreach (var (name, value) in headers)
        {
            bytes.WriteByte((byte)name.Length);
            bytes.Write(Encoding.ASCII.GetBytes(name));
            bytes.WriteByte(StringType);
            var text = Encoding.UTF8.GetBytes(value);
            bytes.WriteByte((byte)(text.Length >> 8));
            bytes.WriteByte((byte)text.Length);
            bytes.Write(text);
        }

        _bytes = bytes.ToArray();
    }

    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>An event; its type is a member of the operation's union of events, or <c>initial-response</c>.</summary>
    public static EventHeaders Event(string type, WireFormat format) =>
        new((":event-type", type), (":content-type", MediaType.Of(format)), (":message-type", "event"));

    /// <summary>An exception of the service's model, behind which nothing follows.</summary>
    public static EventHeaders Exception(string type, WireFormat format) =>
        new((":exception-type", type), (":content-type", MediaType.Of(format)), (":message-type", "exception"));
}
