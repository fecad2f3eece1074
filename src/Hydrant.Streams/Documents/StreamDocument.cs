using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Hydrant.Core;

namespace Hydrant.Streams.Documents;

/// <summary>
/// A stream as the catalogue keeps it: a JSON document with a version, in the words of the API. Normative:
/// docs/formats/stream-document.md; golden files: testdata/stream-document.
/// </summary>
internal static class StreamDocument
{
    public const string Prefix = "streams/";
    private const int Version = 1;

    public static string KeyOf(StreamState state) => $"{Prefix}{state.Tenant.Account}/{state.Tenant.Region}/{state.Name}";

    public static byte[] Write(StreamState state)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteString("name", state.Name.ToString());
            json.WriteString("account", state.Tenant.Account);
            json.WriteString("region", state.Tenant.Region);
            json.WriteNumber("log", state.Log);
            json.WriteString("status", state.Status.ToString());
            json.WriteString("mode", state.Mode.ToString());
            json.WriteNumber("createdAtMs", state.CreatedAtMs);
            json.WriteNumber("retentionHours", state.RetentionHours);
            json.WriteNumber("maxRecordKiB", state.MaxRecordKiB);
            json.WriteStartObject("tags");
            foreach (var (key, value) in state.Tags) json.WriteString(key, value);
            json.WriteEndObject();
            json.WriteStartArray("shards");
            foreach (var shard in state.Shards) ShardDocument.Write(json, shard);
            json.WriteEndArray();
            json.WriteNumber("nextShardIndex", state.NextShardIndex);
            ShardDocument.WriteDropping(json, state.Dropping);
            ReshardDocument.Write(json, state.Resharding);
            DecisionDocument.Write(json, state.Decisions);
            SettingsDocument.Write(json, state.Settings);
            RecentDocument.Write(json, state.Recent);
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    public static StreamState Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        Invariant.That(root.GetProperty("version").GetInt32() == Version);
        return new StreamState
        {
            Name = StreamName.Parse(Text(root, "name")).Value,
            Tenant = new Tenant(Text(root, "account"), Text(root, "region")),
            Log = root.GetProperty("log").GetUInt32(),
            Status = Enum.Parse<StreamStatus>(Text(root, "status")),
            Mode = Enum.Parse<StreamMode>(Text(root, "mode")),
            CreatedAtMs = root.GetProperty("createdAtMs").GetInt64(),
            RetentionHours = root.GetProperty("retentionHours").GetInt32(),
            MaxRecordKiB = root.GetProperty("maxRecordKiB").GetInt32(),
            Tags = root.GetProperty("tags").EnumerateObject()
                .ToImmutableSortedDictionary(tag => tag.Name, tag => tag.Value.GetString()!, StringComparer.Ordinal),
            Shards = root.GetProperty("shards").EnumerateArray().Select(ShardDocument.Read).ToImmutableArray(),
            NextShardIndex = root.TryGetProperty("nextShardIndex", out var next)
                ? next.GetInt32()
                : root.GetProperty("shards").GetArrayLength(),
            Dropping = ShardDocument.ReadDropping(root),
            Resharding = ReshardDocument.Read(root),
            Decisions = DecisionDocument.ReadAll(root),
            Settings = SettingsDocument.Read(root),
            Recent = RecentDocument.Read(root),
        };
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
