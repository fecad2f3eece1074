using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.Shared;

/// <summary>What descriptions of a stream say in the same words.</summary>
internal static class StreamDescriptions
{
    /// <summary>Shard-level metrics: one entry with an empty list, as for every stream on which none were switched on.</summary>
    public static readonly List<EnhancedMetrics?> NoMetrics = [new EnhancedMetrics()];

    public static readonly Shape<List<EnhancedMetrics?>?> NoEnhancedMonitoring = Shape.List(
        new StructureShape<EnhancedMetrics>()
            .Required("ShardLevelMetrics", Shape.List(Shape.AnyString), metrics => metrics.ShardLevelMetrics));
}

/// <summary>The metrics that are kept for each shard.</summary>
internal sealed class EnhancedMetrics
{
    public List<string?> ShardLevelMetrics { get; } = [];
}
