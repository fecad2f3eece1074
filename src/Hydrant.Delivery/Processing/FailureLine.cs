using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Hydrant.Delivery.Processing;

/// <summary>
/// A failed record as the error output <c>processing-failed</c> tells it: one JSON object and a newline, with the members
/// and the order that AWS writes.
/// </summary>
public static class FailureLine
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="failure">The record and why it failed.</param>
    /// <param name="endedAtMs">When the last attempt ended, epoch milliseconds.</param>
    /// <param name="target">Takes the line.</param>
    public static void Write(in WorkFailure failure, long endedAtMs, IBufferWriter<byte> target)
    {
        using (var json = new Utf8JsonWriter(target, Plain))
        {
            json.WriteStartObject();
            json.WriteBase64String("rawData", failure.Record.Raw.Span);
            json.WriteString("errorCode", failure.Code);
            json.WriteString("errorMessage", failure.Message);
            json.WriteNumber("attemptsMade", failure.Attempts);
            json.WriteNumber("arrivalTimestamp", failure.Record.Origin.ArrivedAtMs);
            json.WriteNumber("attemptEndingTimestamp", endedAtMs);
            if (failure.FunctionArn is { } function) json.WriteString("lambdaARN", function);
            json.WriteEndObject();
        }

        target.Write("\n"u8);
    }
}
