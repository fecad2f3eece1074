using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Hydrant.Delivery.Processing;
using Hydrant.Delivery.Staging;
using Hydrant.Jq;

namespace Hydrant.Delivery.Transforms.Metadata;

/// <summary>
/// MetadataExtraction: a query makes the partition keys of each record. Keys must be texts, numbers or booleans, and none of
/// them empty; a record whose keys are not fails.
/// </summary>
internal sealed class MetadataTransform(JqProgram query) : ITransform
{
    // Few partitions, many records: those met lately, by the text of their keys. Replaced when it is full.
    private const int MaxKnown = 8192;
    private const int MaxText = 512;

    private volatile ConcurrentDictionary<string, Partition> _known = new(StringComparer.Ordinal);

    public ValueTask ApplyAsync(WorkSet work, CancellationToken ct)
    {
        if (_known.Count > MaxKnown) _known = new(StringComparer.Ordinal);
        var known = _known.GetAlternateLookup<ReadOnlySpan<char>>();
        var output = new ArrayBufferWriter<byte>(256);
        work.Replace((record, to) =>
        {
            output.ResetWrittenCount();
            var result = query.Run(record.Data.Span, output);
            var wrong = result.Error ?? (result.Count == 1 ? null : "The query must give one object for each record.");
            Partition? partition = null;
            if (wrong is null) wrong = TryFind(known, output.WrittenSpan, out partition);
            if (wrong is not null) work.Fail(new WorkFailure(record, "DynamicPartitioning.MetadataExtractionFailed", wrong));
            else to.Add(record with { Partition = record.Partition.Values.IsEmpty ? partition! : record.Partition.With(partition!.Values) });
        });
        return ValueTask.CompletedTask;
    }

    private static string? TryFind(
        ConcurrentDictionary<string, Partition>.AlternateLookup<ReadOnlySpan<char>> known, ReadOnlySpan<byte> json, out Partition? partition)
    {
        if (json.Length > MaxText) return TryRead(json, out partition);
        Span<char> buffer = stackalloc char[MaxText];
        ReadOnlySpan<char> text = buffer[..Encoding.UTF8.GetChars(json, buffer)];
        if (known.TryGetValue(text, out partition)) return null;
        var wrong = TryRead(json, out partition);
        if (wrong is null) known.TryAdd(text, partition!);
        return wrong;
    }

    private static string? TryRead(ReadOnlySpan<byte> json, out Partition? partition)
    {
        partition = null;
        var keys = new List<PartitionKeyValue>();
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return "The query must give an object.";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            var value = reader.TokenType switch
            {
                JsonTokenType.String => reader.GetString()!,
                JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
                JsonTokenType.True => "true",
                JsonTokenType.False => "false",
                _ => "",
            };
            if (value.Length == 0) return "partitionKeys values must not be null or empty";
            keys.Add(new PartitionKeyValue(PartitionKeySource.Query, name, value));
        }

        partition = Partition.Of(keys);
        return null;
    }
}
