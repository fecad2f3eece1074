namespace Hydrant.Wire.Dispatch;

/// <summary>An error as it stands in an answer: the code clients switch on, the text people read, and the HTTP status.</summary>
/// <param name="Type">Value of <c>__type</c>.</param>
/// <param name="Message">Null when the service sends none.</param>
/// <param name="Status">HTTP status code.</param>
/// <param name="MessageKey">The service writes <c>message</c>, but <c>Message</c> with type errors.</param>
public sealed record WireError(string Type, string? Message, int Status = 400, string MessageKey = "message")
{
    public static readonly WireError Syntax = new("SerializationException", null);

    public static readonly WireError UnknownOperation = new("UnknownOperationException", null);

    public static readonly WireError MemoryIsShort = new("ServiceUnavailable", "Too many large requests at once.", 503);

    public static WireError WrongType(string message) => new("SerializationException", message, MessageKey: "Message");
}
