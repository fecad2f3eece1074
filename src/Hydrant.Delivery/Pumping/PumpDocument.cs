using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Hydrant.Core;
using Hydrant.Delivery.Delivering;
using Hydrant.Delivery.Staging;
using Hydrant.Storage;

namespace Hydrant.Delivery.Pumping;

/// <summary>
/// A pump's state as the catalogue keeps it: a JSON document with a version. Normative: docs/formats/delivery-pump.md;
/// golden files: testdata/delivery-pump.
/// </summary>
internal static class PumpDocument
{
    private const int Version = 3; // 2 had no versionId; 1 no partition and no plannedAtMs either.

    /// <summary>Of all pumps of one delivery stream.</summary>
    public static string PrefixOf(uint log) => string.Create(CultureInfo.InvariantCulture, $"delivery/{log}/");

    /// <param name="log">The delivery stream's number.</param>
    /// <param name="source">The log it reads, which is its own or that of a stream's shard.</param>
    public static string KeyOf(uint log, ShardKey source) => $"{PrefixOf(log)}{source}";

    /// <summary>Of the pump that takes the records of that log to the backup.</summary>
    public static string BackupKeyOf(uint log, ShardKey source) => $"{KeyOf(log, source)}/backup";

    /// <summary>The log that a key of <see cref="KeyOf"/> names.</summary>
    public static bool TryParseKey(string key, out ShardKey source)
    {
        source = default;
        var parts = key.Split('/');
        if (parts.Length != 4
            || !uint.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var log)
            || !uint.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var shard)) return false;
        source = new ShardKey(log, shard);
        return true;
    }

    public static byte[] Write(PumpState state)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteNumber("checkpoint", state.Checkpoint.Value);
            if (state.Plan is { } plan) Write(json, plan);
            if (state.Partition is { } partition) PartitionJson.Write(json, "partition", partition);
            if (state.VersionId > 0) json.WriteNumber("versionId", state.VersionId);
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    public static PumpState Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        Invariant.That(root.GetProperty("version").GetInt32() is >= 1 and <= Version);
        var checkpoint = Offset(root, "checkpoint");
        var plan = root.TryGetProperty("plan", out var planned) ? ReadPlan(planned) : null;
        Invariant.That(plan is null || (plan.First >= checkpoint && plan.End > plan.First));
        return new PumpState(checkpoint, plan)
        {
            Partition = root.TryGetProperty("partition", out var partition) ? PartitionJson.Read(partition) : null,
            VersionId = VersionOf(root),
        };
    }

    private static void Write(Utf8JsonWriter json, DeliveryPlan plan)
    {
        json.WriteStartObject("plan");
        json.WriteNumber("first", plan.First.Value);
        json.WriteNumber("end", plan.End.Value);
        json.WriteNumber("arrivedAtMs", plan.ArrivedAtMs);
        json.WriteNumber("plannedAtMs", plan.PlannedAtMs);
        if (plan.VersionId > 0) json.WriteNumber("versionId", plan.VersionId);
        json.WriteStartArray("names");
        foreach (var name in plan.Names) json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static DeliveryPlan ReadPlan(JsonElement json)
    {
        var arrivedAtMs = json.GetProperty("arrivedAtMs").GetInt64();
        string[] names = [.. json.GetProperty("names").EnumerateArray().Select(name => name.GetString()!)];
        return new DeliveryPlan(Offset(json, "first"), Offset(json, "end"), arrivedAtMs, names)
        {
            PlannedAtMs = json.TryGetProperty("plannedAtMs", out var planned) ? planned.GetInt64() : arrivedAtMs,
            VersionId = VersionOf(json),
        };
    }

    private static int VersionOf(JsonElement json) => json.TryGetProperty("versionId", out var version) ? version.GetInt32() : 0;

    private static LogOffset Offset(JsonElement json, string name) => new(json.GetProperty(name).GetInt64());
}
