using System.Buffers;
using System.Text;
using System.Text.Json;
using Hydrant.Core;
using Hydrant.Delivery.Transforms;
using Hydrant.Wire.Shapes;

namespace Hydrant.Destinations.S3;

/// <summary>
/// The settings of an S3 destination inside a delivery stream's document. Normative: docs/formats/delivery-s3.md;
/// golden files: testdata/delivery-s3.
/// </summary>
internal static class S3Document
{
    private const int Version = 3; // 2 had no key and no error log; 1 nothing of processing, partitions, conversion and backup.

    public static byte[] Write(S3Options options)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            WriteMembers(json, options);
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    public static S3Options Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        Invariant.That(root.GetProperty("version").GetInt32() is >= 1 and <= Version);
        return ReadMembers(root);
    }

    private static void WriteMembers(Utf8JsonWriter json, S3Options options)
    {
        json.WriteString("roleArn", options.RoleArn);
        json.WriteString("bucketArn", options.BucketArn);
        json.WriteString("prefix", options.Prefix);
        json.WriteString("errorOutputPrefix", options.ErrorOutputPrefix);
        json.WriteNumber("bufferMiB", options.BufferMiB);
        json.WriteNumber("bufferSeconds", options.BufferSeconds);
        json.WriteString("compression", options.Compression);
        json.WriteString("fileExtension", options.FileExtension);
        json.WriteString("customTimeZone", options.CustomTimeZone);
        if (options.KmsKeyArn is { } key) json.WriteString("kmsKeyArn", key);
        if (options.IsLogged) json.WriteBoolean("isLogged", true);
        if (options.LogGroupName is { } group) json.WriteString("logGroupName", group);
        if (options.LogStreamName is { } stream) json.WriteString("logStreamName", stream);
        if (options.PartitioningRetrySeconds is { } seconds) json.WriteNumber("partitioningRetrySeconds", seconds);
        if (options.IsPartitioned) json.WriteBoolean("isPartitioned", true);
        if (options.Processors.Count > 0 || options.IsProcessing) WriteProcessing(json, options);
        if (options.FormatConversion is { } conversion) WriteConversion(json, conversion);
        if (options.Backup is not { } backup) return;
        json.WriteBoolean("isBackedUp", options.IsBackedUp);
        json.WriteStartObject("backup");
        WriteMembers(json, backup);
        json.WriteEndObject();
    }

    private static S3Options ReadMembers(JsonElement root) => new()
    {
        RoleArn = Text(root, "roleArn"),
        BucketArn = Text(root, "bucketArn"),
        Prefix = Text(root, "prefix"),
        ErrorOutputPrefix = Text(root, "errorOutputPrefix"),
        BufferMiB = root.GetProperty("bufferMiB").GetInt32(),
        BufferSeconds = root.GetProperty("bufferSeconds").GetInt32(),
        Compression = Text(root, "compression"),
        FileExtension = Text(root, "fileExtension"),
        CustomTimeZone = Text(root, "customTimeZone"),
        KmsKeyArn = TextOrNull(root, "kmsKeyArn"),
        IsLogged = IsTrue(root, "isLogged"),
        LogGroupName = TextOrNull(root, "logGroupName"),
        LogStreamName = TextOrNull(root, "logStreamName"),
        PartitioningRetrySeconds =
            root.TryGetProperty("partitioningRetrySeconds", out var seconds) ? seconds.GetInt32() : null,
        IsPartitioned = IsTrue(root, "isPartitioned"),
        IsProcessing = root.TryGetProperty("processing", out var processing) && IsTrue(processing, "enabled"),
        Processors = processing.ValueKind == JsonValueKind.Object ? ReadProcessors(processing) : [],
        FormatConversion = root.TryGetProperty("conversion", out var conversion) ? ReadConversion(conversion) : null,
        IsBackedUp = IsTrue(root, "isBackedUp"),
        Backup = root.TryGetProperty("backup", out var backup) ? ReadMembers(backup) : null,
    };

    private static void WriteProcessing(Utf8JsonWriter json, S3Options options)
    {
        json.WriteStartObject("processing");
        json.WriteBoolean("enabled", options.IsProcessing);
        json.WriteStartArray("processors");
        foreach (var processor in options.Processors)
        {
            json.WriteStartObject();
            json.WriteString("type", processor.Type);
            json.WriteStartArray("parameters");
            foreach (var (name, value) in processor.Parameters)
            {
                json.WriteStartArray();
                json.WriteStringValue(name);
                json.WriteStringValue(value);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static List<ProcessorSettings> ReadProcessors(JsonElement processing) =>
    [
        .. processing.GetProperty("processors").EnumerateArray().Select(processor => new ProcessorSettings(
            Text(processor, "type"),
            [
                .. processor.GetProperty("parameters").EnumerateArray()
                    .Select(parameter => KeyValuePair.Create(parameter[0].GetString()!, parameter[1].GetString()!)),
            ])),
    ];

    // In the form of the API, which has a shape for it.
    private static void WriteConversion(Utf8JsonWriter json, S3FormatConversion conversion)
    {
        using var wire = new WireWriter(WireFormat.Json);
        S3ConversionShapes.FormatConversion.Write(wire, conversion);
        json.WritePropertyName("conversion");
        json.WriteRawValue(wire.Written.Span);
    }

    private static S3FormatConversion? ReadConversion(JsonElement json)
    {
        var reader = new WireReader(Encoding.UTF8.GetBytes(json.GetRawText()), WireFormat.Json);
        reader.Read();
        return S3ConversionShapes.FormatConversion.Read(ref reader);
    }

    private static bool IsTrue(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.GetBoolean();

    private static string? TextOrNull(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
