using System.Text.Json;
using Hydrant.Delivery.Processing;

namespace Hydrant.Delivery.Transforms.Deaggregate;

/// <summary>
/// RecordDeAggregation, SubRecordType JSON: objects that stand one behind the other in a record, with or without white
/// space between them, become records. An array, or anything that is no object, fails.
/// </summary>
internal sealed class JsonSplitTransform : ITransform
{
    private static readonly JsonReaderOptions Many = new() { AllowMultipleValues = true };

    public ValueTask ApplyAsync(WorkSet work, CancellationToken ct)
    {
        work.Replace((record, to) =>
        {
            var before = to.Count;
            if (TrySplit(record, to) is { } wrong)
            {
                to.RemoveRange(before, to.Count - before);
                work.Fail(new WorkFailure(record, "DynamicPartitioning.DeAggregationFailed", wrong));
            }
            else if (SubRecords.AreTooMany(to.Count - before))
            {
                SubRecords.LeaveWhole(record, to, before);
            }
        });
        return ValueTask.CompletedTask;
    }

    private static string? TrySplit(in WorkRecord record, List<WorkRecord> to)
    {
        try
        {
            var reader = new Utf8JsonReader(record.Data.Span, Many);
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.StartObject) return "The record holds something else than JSON objects.";
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                var inner = record.Data[start..(int)reader.BytesConsumed];
                to.Add(record with { Raw = inner, Data = inner });
            }

            return null;
        }
        catch (JsonException failure)
        {
            return $"The record is no JSON: {failure.Message}";
        }
    }
}
