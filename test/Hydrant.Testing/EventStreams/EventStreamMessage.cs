using System.Text;
using System.Text.Json;

namespace Hydrant.Testing.EventStreams;

/// <summary>One message of an event stream.</summary>
/// <param name="Headers">By name, colon included.</param>
/// <param name="Payload">As it came.</param>
public sealed record EventStreamMessage(IReadOnlyDictionary<string, string> Headers, byte[] Payload)
{
    /// <summary>Of an event or an exception.</summary>
    public string Type => Headers.GetValueOrDefault(":event-type") ?? Headers[":exception-type"];

    public bool IsException => Headers[":message-type"] == "exception";

    public string Text => Encoding.UTF8.GetString(Payload);

    public JsonElement Json => JsonDocument.Parse(Payload).RootElement;
}
