using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Hydrant.Core;

namespace Hydrant.Delivery.Configuration;

/// <summary>
/// A delivery stream as the catalogue keeps it: a JSON document with a version. Normative:
/// docs/formats/delivery-stream.md; golden files: testdata/delivery-stream.
/// </summary>
internal static class DeliveryStreamDocument
{
    public const string Prefix = "delivery-streams/";
    private const int Version = 2; // 1 had no encryption, no updatedAtMs and no earlier destinations.

    public static string KeyOf(DeliveryStreamState state) =>
        $"{Prefix}{state.Tenant.Account}/{state.Tenant.Region}/{state.Name}";

    public static byte[] Write(DeliveryStreamState state)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteString("name", state.Name);
            json.WriteString("account", state.Tenant.Account);
            json.WriteString("region", state.Tenant.Region);
            json.WriteNumber("log", state.Log);
            json.WriteString("type", state.Spec.Type.ToString());
            json.WriteString("status", state.Status.ToString());
            json.WriteNumber("createdAtMs", state.CreatedAtMs);
            json.WriteNumber("versionId", state.VersionId);
            if (state.Spec.ThroughputHintMiB is { } hint) json.WriteNumber("throughputHintMiB", hint);
            if (state.Spec.KinesisSource is { } source) Write(json, source);
            if (state.Spec.Encryption != DeliveryEncryption.Off) Write(json, state.Spec.Encryption);
            if (!state.EncryptionChangesMs.IsEmpty) Write(json, state.EncryptionChangesMs);
            json.WriteStartObject("tags");
            foreach (var (key, value) in state.Spec.Tags) json.WriteString(key, value);
            json.WriteEndObject();
            json.WritePropertyName("destination");
            Write(json, state.Spec.Destination);
            if (state.UpdatedAtMs is { } updated) json.WriteNumber("updatedAtMs", updated);
            if (!state.Earlier.IsEmpty) Write(json, state.Earlier);
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    public static DeliveryStreamState Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        Invariant.That(root.GetProperty("version").GetInt32() is 1 or Version);
        return new DeliveryStreamState
        {
            Tenant = new Tenant(Text(root, "account"), Text(root, "region")),
            Spec = ReadSpec(root),
            Log = root.GetProperty("log").GetUInt32(),
            Status = Enum.Parse<DeliveryStreamStatus>(Text(root, "status")),
            CreatedAtMs = root.GetProperty("createdAtMs").GetInt64(),
            VersionId = root.GetProperty("versionId").GetInt32(),
            EncryptionChangesMs = root.TryGetProperty("encryptionChangesMs", out var times)
                ? [.. times.EnumerateArray().Select(time => time.GetInt64())]
                : [],
            UpdatedAtMs = root.TryGetProperty("updatedAtMs", out var updated) ? updated.GetInt64() : null,
            Earlier = root.TryGetProperty("earlier", out var earlier)
                ? earlier.EnumerateObject().ToImmutableSortedDictionary(
                    version => int.Parse(version.Name, CultureInfo.InvariantCulture), version => ReadDestination(version.Value))
                : ImmutableSortedDictionary<int, DestinationSettings>.Empty,
        };
    }

    private static DeliveryStreamSpec ReadSpec(JsonElement root)
    {
        var settings = ReadDestination(root.GetProperty("destination"));
        return new DeliveryStreamSpec(Text(root, "name"), Enum.Parse<DeliveryStreamType>(Text(root, "type")), settings)
        {
            KinesisSource = root.TryGetProperty("kinesisSource", out var source) ? ReadSource(source) : null,
            ThroughputHintMiB = root.TryGetProperty("throughputHintMiB", out var hint) ? hint.GetInt32() : null,
            Encryption = root.TryGetProperty("encryption", out var encryption) ? ReadEncryption(encryption) : DeliveryEncryption.Off,
            Tags = root.GetProperty("tags").EnumerateObject()
                .ToImmutableSortedDictionary(tag => tag.Name, tag => tag.Value.GetString()!, StringComparer.Ordinal),
        };
    }

    private static void Write(Utf8JsonWriter json, DestinationSettings destination)
    {
        json.WriteStartObject();
        json.WriteString("kind", destination.Kind);
        json.WritePropertyName("settings");
        json.WriteRawValue(destination.Json.Span);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ImmutableSortedDictionary<int, DestinationSettings> earlier)
    {
        json.WriteStartObject("earlier");
        foreach (var (versionId, destination) in earlier)
        {
            json.WritePropertyName(versionId.ToString(CultureInfo.InvariantCulture));
            Write(json, destination);
        }

        json.WriteEndObject();
    }

    private static DestinationSettings ReadDestination(JsonElement json) =>
        new(Text(json, "kind"), Encoding.UTF8.GetBytes(json.GetProperty("settings").GetRawText()));

    private static void Write(Utf8JsonWriter json, KinesisSourceSettings source)
    {
        json.WriteStartObject("kinesisSource");
        json.WriteString("streamArn", source.StreamArn);
        json.WriteString("roleArn", source.RoleArn);
        if (source.StartedAtMs is { } started) json.WriteNumber("startedAtMs", started);
        json.WriteEndObject();
    }

    private static KinesisSourceSettings ReadSource(JsonElement json) => new(
        Text(json, "streamArn"),
        Text(json, "roleArn"),
        json.TryGetProperty("startedAtMs", out var started) ? started.GetInt64() : null);

    private static void Write(Utf8JsonWriter json, DeliveryEncryption encryption)
    {
        json.WriteStartObject("encryption");
        json.WriteString("status", encryption.Status.ToString());
        if (encryption.KeyArn is { } key) json.WriteString("keyArn", key);
        json.WriteBoolean("isApplied", encryption.IsApplied);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ImmutableArray<long> encryptionChangesMs)
    {
        json.WriteStartArray("encryptionChangesMs");
        foreach (var time in encryptionChangesMs) json.WriteNumberValue(time);
        json.WriteEndArray();
    }

    private static DeliveryEncryption ReadEncryption(JsonElement json) => new(
        Enum.Parse<DeliveryEncryptionStatus>(Text(json, "status")),
        json.TryGetProperty("keyArn", out var key) ? key.GetString() : null,
        json.GetProperty("isApplied").GetBoolean());

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
