using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Hydrant.Core;
using Hydrant.Delivery.Staging;

namespace Hydrant.Delivery.Failures;

/// <summary>
/// A record of the ledger: an object that was written to the error output, or how far one was replayed. JSON with a version.
/// Normative: docs/formats/failure-ledger.md; golden files: testdata/failure-ledger.
/// </summary>
internal static class FailureDocument
{
    private const int Version = 1;

    public static byte[] Write(FailureEntry entry) => Write(entry.Id, json =>
    {
        var failed = entry.Object;
        json.WriteStartObject("failed");
        json.WriteString("bucket", failed.Bucket);
        json.WriteString("key", failed.Key);
        json.WriteString("compression", failed.Compression);
        json.WriteString("type", failed.ErrorOutputType);
        json.WriteStartObject("codes");
        foreach (var (code, records) in failed.Codes) json.WriteNumber(code, records);
        json.WriteEndObject();
        json.WriteNumber("failedAtMs", entry.FailedAtMs);
        json.WriteNumber("arrivedAtMs", entry.ArrivedAtMs);
        if (entry.Partition is { } partition) PartitionJson.Write(json, "partition", partition);
        json.WriteEndObject();
    });

    public static byte[] Write(string id, FailureReplay replay) => Write(id, json =>
    {
        json.WriteStartObject("replayed");
        json.WriteNumber("records", replay.Records);
        json.WriteNumber("atMs", replay.AtMs);
        json.WriteBoolean("isDone", replay.IsDone);
        json.WriteEndObject();
    });

    /// <summary>The object it tells of; or else which one was replayed, and how far.</summary>
    public static (FailureEntry? Failed, string Id, FailureReplay? Replay) Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        Invariant.That(root.GetProperty("version").GetInt32() == Version);
        var id = Text(root, "id");
        if (root.TryGetProperty("failed", out var failed)) return (ReadFailed(failed), id, null);

        var replayed = root.GetProperty("replayed");
        return (null, id, new FailureReplay(
            replayed.GetProperty("records").GetInt64(), replayed.GetProperty("atMs").GetInt64(), replayed.GetProperty("isDone").GetBoolean()));
    }

    private static byte[] Write(string id, Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteString("id", id);
            write(json);
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static FailureEntry ReadFailed(JsonElement json)
    {
        var codes = json.GetProperty("codes").EnumerateObject()
            .ToImmutableSortedDictionary(code => code.Name, code => code.Value.GetInt64(), StringComparer.Ordinal);
        var failed = new FailedObject(Text(json, "bucket"), Text(json, "key"), Text(json, "compression"), Text(json, "type"), codes);
        return new FailureEntry(failed, json.GetProperty("failedAtMs").GetInt64(), json.GetProperty("arrivedAtMs").GetInt64())
        {
            Partition = json.TryGetProperty("partition", out var partition) ? PartitionJson.Read(partition) : null,
        };
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
