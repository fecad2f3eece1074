using System.Collections.Immutable;
using System.Text.Json;
using Hydrant.Core;
using Hydrant.Streams.Scaling;

namespace Hydrant.Streams.Documents;

/// <summary>A decision of scaling as it stands in its stream's document. Normative: docs/formats/stream-document.md.</summary>
internal static class DecisionDocument
{
    private const string Member = "decisions";

    public static void Write(Utf8JsonWriter json, ImmutableArray<ScalingDecision> decisions)
    {
        if (decisions.IsEmpty) return;
        json.WriteStartArray(Member);
        foreach (var decision in decisions) Write(json, decision);
        json.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter json, ScalingDecision decision)
    {
        json.WriteStartObject();
        json.WriteNumber("atMs", decision.AtMs);
        json.WriteString("reason", decision.Reason);
        json.WriteStartArray("splits");
        foreach (var shard in decision.Splits) json.WriteNumberValue(shard.Index);
        json.WriteEndArray();
        json.WriteStartArray("merges");
        foreach (var (lower, upper) in decision.Merges)
        {
            json.WriteStartArray();
            json.WriteNumberValue(lower.Index);
            json.WriteNumberValue(upper.Index);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static ImmutableArray<ScalingDecision> ReadAll(JsonElement stream) =>
        stream.TryGetProperty(Member, out var decisions) ? [.. decisions.EnumerateArray().Select(Read)] : [];

    public static ScalingDecision Read(JsonElement json) => new(
        json.GetProperty("atMs").GetInt64(),
        [.. json.GetProperty("splits").EnumerateArray().Select(Id)],
        [.. json.GetProperty("merges").EnumerateArray().Select(pair => (Id(pair[0]), Id(pair[1])))],
        json.GetProperty("reason").GetString()!);

    private static ShardId Id(JsonElement index) => new(index.GetInt32());
}
