using Hydrant.Core;

namespace Hydrant.Api.Kinesis.CreateStream;

/// <summary>Which combinations of members make a stream (docs/specs/kinesis.md, capacity modes).</summary>
internal static class CreateStreamRules
{
    /// <summary>Without a number of shards and without a mode, the service makes an on-demand stream.</summary>
    public static bool IsOnDemand(CreateStreamRequest request) =>
        request.StreamModeDetails?.StreamMode == "ON_DEMAND"
        || (request.ShardCount is null && request.StreamModeDetails is null);

    public static Fault? FirstBroken(CreateStreamRequest request)
    {
        if (request.ShardCount is null && request.StreamModeDetails?.StreamMode == "PROVISIONED")
            return Fault.Validation("ShardCount is expected when StreamMode=PROVISIONED");
        if (request.ShardCount is not null && request.StreamModeDetails?.StreamMode == "ON_DEMAND")
            return Fault.Validation("ShardCount is not expected when StreamMode=ON_DEMAND");
        if (request.ShardCount is not null && request.WarmThroughputMiBps is not null)
            return Fault.Validation("Either 'warmThroughputMiBps' or 'shardCount' can be set but not both");
        if (request.ShardCount > KinesisLimits.MaxShardsPerStream)
        {
            return Fault.LimitExceeded(
                $"A stream can have at most {KinesisLimits.MaxShardsPerStream} shards, not {request.ShardCount}.");
        }

        return null;
    }
}
