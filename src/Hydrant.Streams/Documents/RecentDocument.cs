using System.Collections.Immutable;
using System.Text.Json;

namespace Hydrant.Streams.Documents;

/// <summary>What happened lately to a stream and is counted, within its document; missing when there is nothing.</summary>
internal static class RecentDocument
{
    public static void Write(Utf8JsonWriter json, ImmutableSortedDictionary<string, ImmutableArray<long>> recent)
    {
        if (recent.IsEmpty) return;
        json.WriteStartObject("recent");
        foreach (var (operation, times) in recent)
        {
            json.WriteStartArray(operation);
            foreach (var time in times) json.WriteNumberValue(time);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    public static ImmutableSortedDictionary<string, ImmutableArray<long>> Read(JsonElement root) =>
        (root.TryGetProperty("recent", out var recent) ? recent.EnumerateObject().ToList() : [])
            .ToImmutableSortedDictionary(
                times => times.Name,
                times => times.Value.EnumerateArray().Select(time => time.GetInt64()).ToImmutableArray(),
                StringComparer.Ordinal);
}
