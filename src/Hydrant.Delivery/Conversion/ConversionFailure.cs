using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hydrant.Core;
using Hydrant.Delivery.Sources;

namespace Hydrant.Delivery.Conversion;

/// <summary>
/// A record that is no row, as the error output <c>format-conversion-failed</c> tells it: one JSON object and a newline,
/// with the members and the order that AWS writes.
/// </summary>
/// <param name="Code">E.g. <c>DataFormatConversion.MalformedData</c>.</param>
/// <param name="Message">For people.</param>
public readonly record struct ConversionFailure(string Code, string Message)
{
    public const string ErrorOutputType = "format-conversion-failed";

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="record">The record as it was to be converted.</param>
    /// <param name="table">The table it did not fit.</param>
    /// <param name="endedAtMs">Of the attempt; the same each time the plan is repeated.</param>
    /// <param name="target">Takes the line.</param>
    public void Write(SourceRecord record, TableName table, long endedAtMs, IBufferWriter<byte> target)
    {
        using (var json = new Utf8JsonWriter(target, Plain))
        {
            json.WriteStartObject();
            json.WriteNumber("attemptsMade", 1);
            json.WriteNumber("arrivalTimestamp", record.ArrivedAtMs);
            json.WriteString("lastErrorCode", Code);
            json.WriteString("lastErrorMessage", Message);
            json.WriteNumber("attemptEndingTimestamp", endedAtMs);
            json.WriteBase64String("rawData", record.Data);
            json.WriteString("sequenceNumber", Number(record));
            json.WriteNumber("subSequenceNumber", Math.Max(0, record.SubSequenceNumber));
            json.WriteStartObject("dataCatalogTable");
            json.WriteString("catalogId", table.CatalogId);
            json.WriteString("databaseName", table.Database);
            json.WriteString("tableName", table.Table);
            json.WriteString("region", table.Region);
            json.WriteString("versionId", table.VersionId);
            json.WriteNull("catalogArn");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        target.Write("\n"u8);
    }

    // Of the form of a sequence number, and ascending as the records of its source are.
    private static string Number(SourceRecord record) =>
        SequenceNumber.Of(0, new ShardId(0), record.Offset, record.ArrivedAtMs / 1000).ToString();
}
