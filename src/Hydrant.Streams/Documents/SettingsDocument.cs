using System.Text.Json;
using Hydrant.Streams.Settings;

namespace Hydrant.Streams.Documents;

/// <summary>
/// A stream's settings in its document; those that were never changed are left out. Normative:
/// docs/formats/stream-document.md.
/// </summary>
internal static class SettingsDocument
{
    public static void Write(Utf8JsonWriter json, StreamSettings settings)
    {
        if (settings.Policy is { } policy) json.WriteString("policy", policy);
        WriteEncryption(json, settings.Encryption);
        if (!settings.ShardLevelMetrics.IsEmpty)
        {
            json.WriteStartArray("shardLevelMetrics");
            foreach (var name in settings.ShardLevelMetrics) json.WriteStringValue(name);
            json.WriteEndArray();
        }

        if (settings.Distribution != RecordDistribution.UserPartitionKey)
            json.WriteString("distribution", settings.Distribution.ToString());
        if (settings.WarmThroughputMiBps is { } warm) json.WriteNumber("warmThroughputMiBps", warm);
    }

    public static StreamSettings Read(JsonElement stream) => new()
    {
        Policy = stream.TryGetProperty("policy", out var policy) ? policy.GetString() : null,
        Encryption = ReadEncryption(stream),
        ShardLevelMetrics = stream.TryGetProperty("shardLevelMetrics", out var metrics)
            ? [.. metrics.EnumerateArray().Select(name => name.GetString()!)]
            : [],
        Distribution = stream.TryGetProperty("distribution", out var distribution)
            ? Enum.Parse<RecordDistribution>(distribution.GetString()!)
            : RecordDistribution.UserPartitionKey,
        WarmThroughputMiBps = stream.TryGetProperty("warmThroughputMiBps", out var warm) ? warm.GetInt32() : null,
    };

    private static void WriteEncryption(Utf8JsonWriter json, EncryptionHistory encryption)
    {
        if (encryption.Changes.IsEmpty) return;
        json.WriteStartArray("encryption");
        foreach (var change in encryption.Changes)
        {
            json.WriteStartObject();
            json.WriteNumber("atMs", change.AtMs);
            if (change.KeyId is { } key) json.WriteString("keyId", key);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static EncryptionHistory ReadEncryption(JsonElement stream) =>
        stream.TryGetProperty("encryption", out var changes)
            ? new EncryptionHistory([.. changes.EnumerateArray().Select(ReadChange)])
            : EncryptionHistory.None;

    private static EncryptionChange ReadChange(JsonElement json) => new(
        json.GetProperty("atMs").GetInt64(), json.TryGetProperty("keyId", out var key) ? key.GetString() : null);
}
