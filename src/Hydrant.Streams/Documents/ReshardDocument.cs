using System.Text.Json;
using Hydrant.Core;
using Hydrant.Streams.Resharding;

namespace Hydrant.Streams.Documents;

/// <summary>A reshard that was promised and not yet done, in its stream's document. Normative: docs/formats/stream-document.md.</summary>
internal static class ReshardDocument
{
    private const string Member = "resharding";

    public static void Write(Utf8JsonWriter json, ReshardRequest? request)
    {
        if (request is null) return;
        json.WriteStartObject(Member);
        switch (request)
        {
            case ReshardRequest.Split split:
                json.WriteNumber("split", split.Shard.Index);
                json.WriteString("at", split.NewStartingHashKey.ToString());
                break;
            case ReshardRequest.Merge merge:
                json.WriteNumber("merge", merge.Shard.Index);
                json.WriteNumber("with", merge.Adjacent.Index);
                break;
            case ReshardRequest.Scale scale:
                json.WriteNumber("scale", scale.TargetShardCount);
                break;
            case ReshardRequest.Adapt adapt:
                json.WritePropertyName("adapt");
                DecisionDocument.Write(json, adapt.Decision);
                break;
            default:
                throw InvariantException.Unreachable(request);
        }

        json.WriteEndObject();
    }

    public static ReshardRequest? Read(JsonElement stream)
    {
        if (!stream.TryGetProperty(Member, out var json)) return null;
        if (ShardDocument.ReadId(json, "split") is { } split)
            return new ReshardRequest.Split(split, ShardDocument.ReadKey(json, "at"));
        if (ShardDocument.ReadId(json, "merge") is { } merge)
            return new ReshardRequest.Merge(merge, ShardDocument.ReadId(json, "with")!.Value);
        if (json.TryGetProperty("adapt", out var decision)) return new ReshardRequest.Adapt(DecisionDocument.Read(decision));
        return new ReshardRequest.Scale(json.GetProperty("scale").GetInt32());
    }
}
