using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hydrant.Delivery.Processing;
using Hydrant.Functions;

namespace Hydrant.Delivery.Transforms.Lambda;

/// <summary>The JSON that a function gets for some records: docs/specs/delivery-to-s3.md, "Functions".</summary>
internal static class LambdaRequest
{
    private const int RecordOverhead = 512; // Members of a record without its data and its key.

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What the records are called in one request: unique there, and the same each time they are sent.</summary>
    public static string IdOf(WorkSource source, in RecordOrigin origin, int number) => string.Create(
        CultureInfo.InvariantCulture, $"{source.SequenceNumberOf(origin)}{number % 1_000_000:D6}");

    /// <summary>
    /// How many records from <paramref name="first"/> on fit into one request; 0 when not even the first does.
    /// </summary>
    public static int Fitting(IReadOnlyList<WorkRecord> records, int first)
    {
        var size = 1024L;
        for (var i = first; i < records.Count; i++)
        {
            size += RecordOverhead + ((records[i].Data.Length + 2L) / 3 * 4) + (records[i].Key.Length * 6L);
            if (size > FunctionLimits.MaxPayload) return i - first;
        }

        return records.Count - first;
    }

    public static ReadOnlyMemory<byte> Write(WorkSet work, int first, int count, LambdaSettings settings, Guid invocation)
    {
        var bytes = new ArrayBufferWriter<byte>(64 * 1024);
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            json.WriteStartObject();
            json.WriteString("invocationId", invocation);
            json.WriteString("deliveryStreamArn", settings.DeliveryStream.ToString());
            if (work.Source.Stream is { } stream) json.WriteString("sourceKinesisStreamArn", stream.ToString());
            json.WriteString("region", settings.DeliveryStream.Tenant.Region);
            json.WriteStartArray("records");
            for (var i = first; i < first + count; i++) Write(json, work.Source, work.Records[i], i);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, WorkSource source, in WorkRecord record, int number)
    {
        json.WriteStartObject();
        json.WriteString("recordId", IdOf(source, record.Origin, number));
        json.WriteNumber("approximateArrivalTimestamp", record.Origin.ArrivedAtMs);
        json.WriteBase64String("data", record.Data.Span);
        if (source.Stream is not null)
        {
            json.WriteStartObject("kinesisRecordMetadata");
            json.WriteString("sequenceNumber", source.SequenceNumberOf(record.Origin).ToString());
            json.WriteNumber("subsequenceNumber", Math.Max(0, record.Origin.SubSequenceNumber));
            json.WriteString("partitionKey", record.Key.Span);
            json.WriteString("shardId", source.Shard.ToString());
            json.WriteNumber("approximateArrivalTimestamp", record.Origin.ArrivedAtMs);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
