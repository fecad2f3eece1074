using System.Text.Json;
using Hydrant.Delivery.Processing;
using Hydrant.Delivery.Staging;

namespace Hydrant.Delivery.Transforms.Lambda;

/// <summary>
/// What a function answered, record by record. An answer is taken for each record alone: one that is missing, twice there
/// or malformed fails, and the others go on.
/// </summary>
internal sealed class LambdaAnswer : IDisposable
{
    private readonly Dictionary<string, JsonElement> _records = new(StringComparer.Ordinal);
    private readonly HashSet<string> _twice = new(StringComparer.Ordinal);
    private readonly JsonDocument? _document;

    public LambdaAnswer(ReadOnlyMemory<byte> payload)
    {
        try
        {
            _document = JsonDocument.Parse(payload);
        }
        catch (JsonException)
        {
            return; // Then no record has an answer.
        }

        if (_document.RootElement.ValueKind != JsonValueKind.Object
            || !_document.RootElement.TryGetProperty("records", out var records)
            || records.ValueKind != JsonValueKind.Array) return;
        foreach (var record in records.EnumerateArray())
        {
            if (Text(record, "recordId") is { } id && !_records.TryAdd(id, record)) _twice.Add(id);
        }
    }

    /// <summary>Adds what became of the record to the list or to the failures; a dropped one to neither.</summary>
    public void Take(in WorkRecord record, string id, LambdaSettings settings, WorkSet work, List<WorkRecord> to)
    {
        if (!_records.TryGetValue(id, out var answer))
        {
            work.Fail(LambdaFaults.MissingId(record));
            return;
        }

        if (_twice.Contains(id))
        {
            work.Fail(LambdaFaults.DuplicatedId(record));
            return;
        }

        switch (Text(answer, "result"))
        {
            case "Dropped": return;
            case "ProcessingFailed":
                work.Fail(LambdaFaults.ProcessingFailed(record));
                return;
            case "Ok":
                TakeData(record, answer, settings, work, to);
                return;
            default:
                work.Fail(LambdaFaults.Malformed(record, "The result of a record must be one of Ok, Dropped, ProcessingFailed."));
                return;
        }
    }

    public void Dispose() => _document?.Dispose();

    private static void TakeData(
        in WorkRecord record, JsonElement answer, LambdaSettings settings, WorkSet work, List<WorkRecord> to)
    {
        if (!answer.TryGetProperty("data", out var data) || data.ValueKind == JsonValueKind.Null)
        {
            work.Fail(LambdaFaults.NoData(record));
            return;
        }

        if (data.ValueKind != JsonValueKind.String || !data.TryGetBytesFromBase64(out var bytes))
        {
            work.Fail(LambdaFaults.Malformed(record, "The data of a record must be base64 text."));
            return;
        }

        if (KeysOf(answer, settings.PartitionKeys) is { } keys)
            to.Add(record with { Data = bytes, Partition = keys.Count == 0 ? record.Partition : record.Partition.With(keys) });
        else work.Fail(LambdaFaults.NoPartitionKeys(record));
    }

    // Null when one that is needed is missing.
    private static List<PartitionKeyValue>? KeysOf(JsonElement answer, IReadOnlyList<string> needed)
    {
        var keys = new List<PartitionKeyValue>(needed.Count);
        foreach (var name in needed)
        {
            if (!answer.TryGetProperty("metadata", out var metadata) || metadata.ValueKind != JsonValueKind.Object
                || !metadata.TryGetProperty("partitionKeys", out var all) || all.ValueKind != JsonValueKind.Object
                || Text(all, name) is not { Length: > 0 } value) return null;
            keys.Add(new PartitionKeyValue(PartitionKeySource.Lambda, name, value));
        }

        return keys;
    }

    private static string? Text(JsonElement json, string name)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out var value)) return null;
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
    }
}
