using System.Text;
using System.Text.Json;
using Hydrant.Delivery.Processing;

namespace Hydrant.Delivery.Transforms.CloudWatch;

/// <summary>
/// CloudWatchLogProcessing: of a subscription's record only the messages of its log events go on, each followed by a
/// newline; control messages are dropped. A record of another form fails.
/// </summary>
internal sealed class CloudWatchTransform : ITransform
{
    public ValueTask ApplyAsync(WorkSet work, CancellationToken ct)
    {
        work.Replace((record, to) =>
        {
            if (!TryExtract(record.Data.Span, work, out var messages)) work.Fail(Malformed(record));
            else if (!messages.IsEmpty) to.Add(record with { Data = messages });
        });
        return ValueTask.CompletedTask;
    }

    private static bool TryExtract(ReadOnlySpan<byte> data, WorkSet work, out ReadOnlyMemory<byte> messages)
    {
        messages = default;
        try
        {
            var reader = new Utf8JsonReader(data);
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("messageType", out var type)) return false;
            if (type.ValueEquals("CONTROL_MESSAGE"u8)) return true;
            if (!root.TryGetProperty("logEvents", out var events) || events.ValueKind != JsonValueKind.Array) return false;

            var text = new StringBuilder();
            foreach (var one in events.EnumerateArray())
            {
                if (one.ValueKind != JsonValueKind.Object || !one.TryGetProperty("message", out var message)
                    || message.ValueKind != JsonValueKind.String) return false;
                text.Append(message.GetString()).Append('\n');
            }

            messages = work.Copy(Encoding.UTF8.GetBytes(text.ToString()));
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            return false; // A message with half of a surrogate pair is no text.
        }
    }

    private static WorkFailure Malformed(in WorkRecord record) => new(
        record, "CloudWatchLogProcessing.InvalidData", "The record is no data of a CloudWatch Logs subscription.");
}
