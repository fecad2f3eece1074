using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Streams.Settings;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.Shared;

/// <summary>What both operations on shard-level metrics are asked and answer.</summary>
internal static class MonitoringShapes
{
    private const string All = "ALL";

    public static readonly Shape<MonitoringRequest?> Request = StreamRequest.ShapeOf<MonitoringRequest>()
        .Required(
            "ShardLevelMetrics", Shape.List(Shape.Enum([.. ShardMetrics.All, All]), min: 1, max: 7),
            r => r.ShardLevelMetrics, (r, v) => r.ShardLevelMetrics = v);

    public static readonly Shape<MonitoringResponse?> Response = new StructureShape<MonitoringResponse>()
        .Required("StreamName", Shape.AnyString, r => r.After.Name.ToString())
        .Required("CurrentShardLevelMetrics", Shape.List(Shape.AnyString), r => [.. r.Before])
        .Required("DesiredShardLevelMetrics", Shape.List(Shape.AnyString), r => [.. r.After.Settings.ShardLevelMetrics])
        .Required("StreamARN", Shape.AnyString, r => r.After.Arn.ToString());

    /// <summary>The metrics that are meant; ALL stands for every one, and alone.</summary>
    public static Outcome<IReadOnlyCollection<string>> NamesOf(MonitoringRequest request)
    {
        var names = request.ShardLevelMetrics!.OfType<string>().ToHashSet();
        if (!names.Contains(All)) return names;
        return names.Count == 1
            ? ShardMetrics.All
            : Fault.InvalidArgument("DesiredShardLevelMetrics cannot have ALL with other metric names");
    }
}

internal sealed class MonitoringRequest : StreamRequest
{
    public List<string?>? ShardLevelMetrics { get; set; }
}

/// <summary>The metrics before a change, and the stream behind it.</summary>
internal sealed class MonitoringResponse
{
    public IReadOnlyList<string> Before { get; init; } = [];

    public StreamState After { get; init; } = null!;
}
