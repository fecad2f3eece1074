using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Streams.Settings;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.Shared;

/// <summary>How records find their shard, as it stands on the wire.</summary>
internal static class RecordDistributions
{
    private const string Auto = "AUTO";
    private const string UserPartitionKey = "USER_PARTITION_KEY";

    public static readonly Shape<string?> Shape = Wire.Shapes.Shape.Enum(Auto, UserPartitionKey);

    /// <summary>Null for a stream that shows none: only on-demand streams do.</summary>
    public static string? Shown(StreamState state)
    {
        if (state.Mode != StreamMode.OnDemand) return null;
        return state.Settings.Distribution == RecordDistribution.Auto ? Auto : UserPartitionKey;
    }

    /// <summary>Of text that holds the constraints; the default when there is none.</summary>
    public static RecordDistribution Of(string? text) =>
        text == Auto ? RecordDistribution.Auto : RecordDistribution.UserPartitionKey;

    public static Fault? FirstBroken(StreamMode mode, RecordDistribution wanted) =>
        wanted == RecordDistribution.Auto && mode != StreamMode.OnDemand
            ? Fault.InvalidArgument("RecordDistributionStrategy AUTO can only be set for ON_DEMAND streams.")
            : null;
}
