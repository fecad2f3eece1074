using Hydrant.Core;
using Hydrant.Streams.Shards;

namespace Hydrant.Api.Kinesis.ListShards;

/// <summary>What a listing of shards may ask for, and which shards a filter lets through.</summary>
internal static class ListShardsRules
{
    public static Fault? FirstBroken(ListShardsRequest request)
    {
        var namesStream = request.StreamName is not null || request.StreamArn is not null;
        if (request.NextToken is null)
        {
            if (!namesStream) return Fault.InvalidArgument("Either NextToken or StreamName should be provided.");
        }
        else
        {
            if (namesStream) return Fault.InvalidArgument("NextToken and StreamName cannot be provided together.");
            if (request.ExclusiveStartShardId is not null)
                return Fault.InvalidArgument("NextToken and ExclusiveStartShardId cannot be provided together.");
            if (request.StreamCreationTimestamp is not null)
                return Fault.InvalidArgument("NextToken and StreamCreationTimestamp cannot be provided together.");
            if (request.ShardFilter is not null) // The token carries the filter of the listing it goes on with.
                return Fault.InvalidArgument("NextToken and ShardFilter cannot be provided together.");
        }

        return request.ShardFilter switch
        {
            { Type: "AFTER_SHARD_ID", ShardId: null } =>
                Fault.InvalidArgument("ShardId must be provided when ShardFilterType is AFTER_SHARD_ID."),
            { Type: "AT_TIMESTAMP" or "FROM_TIMESTAMP", Timestamp: null } filter =>
                Fault.InvalidArgument($"Timestamp must be provided when ShardFilterType is {filter.Type}."),
            _ => null,
        };
    }

    /// <summary>Whether the filter lets the shard through. A shard stands for its keys until it closes, its children from then on.</summary>
    /// <param name="filter">What the caller asked for.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="horizonMs">The oldest moment of the stream that can still be read, epoch milliseconds.</param>
    public static bool Passes(ShardFilter filter, ShardState shard, long horizonMs) => filter.Type switch
    {
        "AFTER_SHARD_ID" => string.CompareOrdinal(shard.Id.ToString(), filter.ShardId) > 0,
        "AT_LATEST" => shard.IsOpen,
        "AT_TRIM_HORIZON" => BeganBy(shard, horizonMs) && LivedUntil(shard, horizonMs),
        "FROM_TRIM_HORIZON" => LivedUntil(shard, horizonMs),
        "AT_TIMESTAMP" => BeganBy(shard, filter.Timestamp!.Value) && LivedUntil(shard, filter.Timestamp!.Value),
        "FROM_TIMESTAMP" => LivedUntil(shard, Math.Max(filter.Timestamp!.Value, horizonMs)),
        _ => throw InvariantException.Unreachable(filter.Type),
    };

    private static bool BeganBy(ShardState shard, long timeMs) => shard.OwnedSinceSeconds * 1000 <= timeMs;

    private static bool LivedUntil(ShardState shard, long timeMs) => shard.Closed is not { } closed || closed.AtSeconds * 1000 >= timeMs;
}
