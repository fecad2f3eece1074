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

    /// <summary>Whether the filter lets the shard through; every shard here is open.</summary>
    public static bool Passes(ShardFilter filter, LiveShard shard) => filter.Type switch
    {
        "AFTER_SHARD_ID" => string.CompareOrdinal(shard.Id.ToString(), filter.ShardId) > 0,
        "AT_TIMESTAMP" => shard.State.CreatedAtSeconds * 1000 <= filter.Timestamp,
        "AT_TRIM_HORIZON" or "FROM_TRIM_HORIZON" or "AT_LATEST" or "FROM_TIMESTAMP" => true,
        _ => throw InvariantException.Unreachable(filter.Type),
    };
}
