using System.Buffers;
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
    public ValueTask ApplyAsync(WorkSet work, CancellationToken ct)
    {
        var output = new ArrayBufferWriter<byte>(256);
        var known = new Dictionary<string, Partition>(StringComparer.Ordinal); // Few partitions, many records.
        work.Replace((record, to) =>
        {
            output.ResetWrittenCount();
            var result = query.Run(record.Data.Span, output);
            var wrong = result.Error ?? (result.Count == 1 ? null : "The query must give one object for each record.");
            Partition? partition = null;
            if (wrong is null)
            {
                var text = Encoding.UTF8.GetString(output.WrittenSpan);
                if (!known.TryGetValue(text, out partition) && (wrong = TryRead(output.WrittenSpan, out partition)) is null)
                    known.Add(text, partition!);
            }

            if (wrong is not null) work.Fail(new WorkFailure(record, "DynamicPartitioning.MetadataExtractionFailed", wrong));
            else to.Add(record with { Partition = record.Partition.Values.IsEmpty ? partition! : record.Partition.With(partition!.Values) });
        });
        return ValueTask.CompletedTask;
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
