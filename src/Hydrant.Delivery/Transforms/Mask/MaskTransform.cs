using System.Text.Json;
using Hydrant.Delivery.Processing;
using Hydrant.Delivery.Transforms.Fields;

namespace Hydrant.Delivery.Transforms.Mask;

/// <summary>
/// Replaces what a pattern finds in the texts of records: of JSON in the values, never in names, and of anything else in the
/// whole record. What cannot be searched fails, alone; it is not let through.
/// </summary>
internal sealed class MaskTransform(MaskPattern pattern, FieldNode? fields, TimeProvider clock) : ITransform
{
    public ValueTask ApplyAsync(WorkSet work, CancellationToken ct)
    {
        using var mask = new RecordMask(pattern, fields);
        work.Replace((record, to) =>
        {
            try
            {
                to.Add(TryMask(mask, record.Data.Span) ? record with { Data = work.Copy(mask.Output) } : record);
            }
            catch (MaskTimeoutException failure)
            {
                work.Fail(new WorkFailure(record, "Mask.TimedOut", failure.Message));
            }
            catch (Exception failure) when (failure is JsonException or InvalidOperationException)
            {
                work.Fail(new WorkFailure(record, "Mask.InvalidText", $"The record cannot be masked: {failure.Message}"));
            }
        });
        return ValueTask.CompletedTask;
    }

    private bool TryMask(RecordMask mask, ReadOnlySpan<byte> record)
    {
        var patience = new MaskPatience(clock);
        if (fields is not null) return mask.TryMaskJson(record, patience);

        // A number alone is text: a card number, say.
        var text = record.TrimStart(" \t\r\n"u8);
        if (text.IsEmpty || text[0] is not ((byte)'{' or (byte)'[' or (byte)'"')) return mask.TryMaskText(record, patience);
        try
        {
            return mask.TryMaskJson(record, patience);
        }
        catch (JsonException)
        {
            return mask.TryMaskText(record, patience);
        }
    }
}
