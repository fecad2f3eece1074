using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Hydrant.Core;
using Hydrant.Streams.Shards;

namespace Hydrant.Streams.Documents;

/// <summary>A shard as it stands in its stream's document. Normative: docs/formats/stream-document.md.</summary>
internal static class ShardDocument
{
    public static void Write(Utf8JsonWriter json, ShardState shard)
    {
        json.WriteStartObject();
        json.WriteNumber("index", shard.Id.Index);
        json.WriteString("startingHashKey", shard.Range.Start.ToString());
        json.WriteString("endingHashKey", shard.Range.End.ToString());
        json.WriteNumber("createdAtSeconds", shard.CreatedAtSeconds);
        if (shard.Parent is { } parent) json.WriteNumber("parent", parent.Index);
        if (shard.AdjacentParent is { } adjacent) json.WriteNumber("adjacentParent", adjacent.Index);
        if (shard.Closed is { } closed)
        {
            json.WriteNumber("endOffset", closed.End.Value);
            json.WriteNumber("closedAtSeconds", closed.AtSeconds);
        }

        json.WriteEndObject();
    }

    public static ShardState Read(JsonElement json)
    {
        var range = new HashKeyRange(ReadKey(json, "startingHashKey"), ReadKey(json, "endingHashKey"));
        return new ShardState(ReadId(json, "index")!.Value, range, json.GetProperty("createdAtSeconds").GetInt64())
        {
            Parent = ReadId(json, "parent"),
            AdjacentParent = ReadId(json, "adjacentParent"),
            Closed = json.TryGetProperty("endOffset", out var end)
                ? new ShardClosing(new LogOffset(end.GetInt64()), json.GetProperty("closedAtSeconds").GetInt64())
                : null,
        };
    }

    public static void WriteDropping(Utf8JsonWriter json, ImmutableArray<ShardId> shards)
    {
        if (shards.IsEmpty) return;
        json.WriteStartArray("dropping");
        foreach (var shard in shards) json.WriteNumberValue(shard.Index);
        json.WriteEndArray();
    }

    public static ImmutableArray<ShardId> ReadDropping(JsonElement stream) =>
        stream.TryGetProperty("dropping", out var shards)
            ? [.. shards.EnumerateArray().Select(index => new ShardId(index.GetInt32()))]
            : [];

    public static HashKey ReadKey(JsonElement json, string name) =>
        new(UInt128.Parse(json.GetProperty(name).GetString()!, NumberStyles.None, CultureInfo.InvariantCulture));

    public static ShardId? ReadId(JsonElement json, string name) =>
        json.TryGetProperty(name, out var index) ? new ShardId(index.GetInt32()) : null;
}
