using Hydrant.Streams;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.Shared;

/// <summary>What descriptions of a stream say in the same words.</summary>
internal static class StreamDescriptions
{
    public static readonly Shape<List<EnhancedMetrics?>?> EnhancedMonitoring = Shape.List(
        new StructureShape<EnhancedMetrics>()
            .Required("ShardLevelMetrics", Shape.List(Shape.AnyString), metrics => metrics.ShardLevelMetrics));

    /// <summary>Shard-level metrics: one entry always, with an empty list when none are kept.</summary>
    public static List<EnhancedMetrics?> MetricsOf(StreamState state) =>
        [new EnhancedMetrics { ShardLevelMetrics = [.. state.Settings.ShardLevelMetrics] }];

    public static string EncryptionTypeOf(StreamState state) => state.Settings.Encryption.KeyId is null ? "NONE" : "KMS";
}

/// <summary>The metrics that are kept for each shard.</summary>
internal sealed class EnhancedMetrics
{
    public List<string?> ShardLevelMetrics { get; init; } = [];
}
