using Hydrant.Api.Kinesis.Shared;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.ListShards;

internal sealed class ListShardsRequest : StreamRequest
{
    public string? NextToken { get; set; }

    public string? ExclusiveStartShardId { get; set; }

    public int? MaxResults { get; set; }

    public long? StreamCreationTimestamp { get; set; }

    public ShardFilter? ShardFilter { get; set; }
}

internal sealed class ShardFilter
{
    public string? Type { get; set; }

    public string? ShardId { get; set; }

    public long? Timestamp { get; set; }
}

internal sealed class ListShardsResponse
{
    public List<ShardView?> Shards { get; init; } = [];

    public string? NextToken { get; init; }
}

internal static class ListShardsShapes
{
    private static readonly Shape<ShardFilter?> Filter = new StructureShape<ShardFilter>()
        .Required(
            "Type",
            Shape.Enum("AFTER_SHARD_ID", "AT_TRIM_HORIZON", "FROM_TRIM_HORIZON", "AT_LATEST", "AT_TIMESTAMP", "FROM_TIMESTAMP"),
            f => f.Type, (f, v) => f.Type = v)
        .Optional("ShardId", KinesisShapes.ShardId, f => f.ShardId, (f, v) => f.ShardId = v)
        .Optional("Timestamp", Shape.Timestamp, f => f.Timestamp, (f, v) => f.Timestamp = v);

    public static readonly Shape<ListShardsRequest?> Request = StreamRequest.ShapeOf<ListShardsRequest>()
        .Optional("NextToken", KinesisShapes.NextToken, r => r.NextToken, (r, v) => r.NextToken = v)
        .Optional(
            "ExclusiveStartShardId", KinesisShapes.ShardId,
            r => r.ExclusiveStartShardId, (r, v) => r.ExclusiveStartShardId = v)
        .Optional("MaxResults", Shape.Integer(1, 10_000), r => r.MaxResults, (r, v) => r.MaxResults = v)
        .Optional(
            "StreamCreationTimestamp", Shape.Timestamp,
            r => r.StreamCreationTimestamp, (r, v) => r.StreamCreationTimestamp = v)
        .Optional("ShardFilter", Filter, r => r.ShardFilter, (r, v) => r.ShardFilter = v);

    public static readonly Shape<ListShardsResponse?> Response = new StructureShape<ListShardsResponse>()
        .Required("Shards", Shape.List(ShardShapes.Shard), r => r.Shards)
        .Optional("NextToken", Shape.AnyString, r => r.NextToken);
}
