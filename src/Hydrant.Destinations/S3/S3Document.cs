using System.Buffers;
using System.Text.Json;
using Hydrant.Core;

namespace Hydrant.Destinations.S3;

/// <summary>
/// The settings of an S3 destination inside a delivery stream's document. Normative: docs/formats/delivery-s3.md;
/// golden file: testdata/delivery-s3/v1.json.
/// </summary>
internal static class S3Document
{
    private const int Version = 1;

    public static byte[] Write(S3Options options)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteString("roleArn", options.RoleArn);
            json.WriteString("bucketArn", options.BucketArn);
            json.WriteString("prefix", options.Prefix);
            json.WriteString("errorOutputPrefix", options.ErrorOutputPrefix);
            json.WriteNumber("bufferMiB", options.BufferMiB);
            json.WriteNumber("bufferSeconds", options.BufferSeconds);
            json.WriteString("compression", options.Compression);
            json.WriteString("fileExtension", options.FileExtension);
            json.WriteString("customTimeZone", options.CustomTimeZone);
            if (options.LogGroupName is { } group) json.WriteString("logGroupName", group);
            if (options.LogStreamName is { } stream) json.WriteString("logStreamName", stream);
            if (options.PartitioningRetrySeconds is { } seconds) json.WriteNumber("partitioningRetrySeconds", seconds);
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    public static S3Options Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        Invariant.That(root.GetProperty("version").GetInt32() == Version);
        return new S3Options
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
            LogGroupName = root.TryGetProperty("logGroupName", out var group) ? group.GetString() : null,
            LogStreamName = root.TryGetProperty("logStreamName", out var stream) ? stream.GetString() : null,
            PartitioningRetrySeconds =
                root.TryGetProperty("partitioningRetrySeconds", out var seconds) ? seconds.GetInt32() : null,
        };
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
