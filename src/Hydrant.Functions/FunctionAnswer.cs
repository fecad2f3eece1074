using System.Buffers;
using System.Text.Json;

namespace Hydrant.Functions;

/// <summary>What came of a call.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="Payload">
/// What the function returned; or Lambda's JSON with <c>errorMessage</c> and <c>errorType</c>, when the call got as far as
/// the function. The bytes belong to the answer.
/// </param>
/// <param name="Message">What went wrong, for people; empty with <see cref="FunctionAnswerKind.Ok"/>.</param>
public sealed record FunctionAnswer(FunctionAnswerKind Kind, ReadOnlyMemory<byte> Payload, string Message)
{
    public bool Ok => Kind == FunctionAnswerKind.Ok;

    /// <summary>Whether the function was called and failed: what Lambda tells with <c>X-Amz-Function-Error</c>.</summary>
    public bool IsFunctionError => Kind is FunctionAnswerKind.FunctionError or FunctionAnswerKind.TimedOut or FunctionAnswerKind.Crashed
        || (Kind == FunctionAnswerKind.TooLarge && !Payload.IsEmpty);

    /// <summary>The identifier the function saw; empty when no function was called.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>The end of what the function wrote during this call, at most 4 KiB.</summary>
    public ReadOnlyMemory<byte> LogTail { get; init; }

    internal static FunctionAnswer Returned(byte[] payload) => new(FunctionAnswerKind.Ok, payload, "");

    /// <summary>A call that never reached a function.</summary>
    internal static FunctionAnswer Refused(FunctionAnswerKind kind, string message) => new(kind, default, message);

    /// <summary>A function that was called, or should have started, and failed without an error of its own.</summary>
    internal static FunctionAnswer Failed(FunctionAnswerKind kind, string message, string? type)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("errorMessage", message);
            if (type is not null) json.WriteString("errorType", type);
            json.WriteEndObject();
        }

        return new FunctionAnswer(kind, bytes.WrittenMemory, message);
    }

    /// <summary>An error of the function's own, as its runtime reported it.</summary>
    internal static FunctionAnswer Error(byte[] payload)
    {
        var message = "The function returned an error.";
        try
        {
            using var document = JsonDocument.Parse(payload);
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("errorMessage", out var text)
                && text.ValueKind == JsonValueKind.String) message = text.GetString()!;
        }
        catch (JsonException)
        {
            // A runtime may report an error in any form; then it has no text of its own.
        }

        return new FunctionAnswer(FunctionAnswerKind.FunctionError, payload, message);
    }
}
