using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.DescribeLimits;

/// <summary>Tells how much of its quotas the caller's account uses in the Region. This server makes no channels.</summary>
internal sealed class DescribeLimitsOperation(StreamDirectory streams)
    : Operation<DescribeLimitsRequest, DescribeLimitsResponse>
{
    private static readonly Shape<DescribeLimitsRequest?> Empty = new StructureShape<DescribeLimitsRequest>();

    private static readonly Shape<DescribeLimitsResponse?> ResponseShape = new StructureShape<DescribeLimitsResponse>()
        .Required("ShardLimit", Shape.Integer(), r => r.ShardLimit)
        .Required("OpenShardCount", Shape.Integer(), r => r.OpenShardCount)
        .Required("OnDemandStreamCount", Shape.Integer(), r => r.OnDemandStreamCount)
        .Required("OnDemandStreamCountLimit", Shape.Integer(), r => KinesisLimits.MaxOnDemandStreams)
        .Required("ChannelCount", Shape.Integer(), r => 0)
        .Required("ChannelCountLimit", Shape.Integer(), r => 0);

    protected override Shape<DescribeLimitsRequest?> Request => Empty;

    protected override Shape<DescribeLimitsResponse?> Response => ResponseShape;

    public override ValueTask<Outcome<DescribeLimitsResponse>> HandleAsync(
        DescribeLimitsRequest request, CallContext call, CancellationToken ct)
    {
        var present = streams.List(call.Tenant, after: null).Select(stream => stream.Now).ToList();
        return ValueTask.FromResult<Outcome<DescribeLimitsResponse>>(new DescribeLimitsResponse
        {
            ShardLimit = streams.MaxShardsPerTenant,
            OpenShardCount = present.Sum(now => now.Shards.Open.Length),
            OnDemandStreamCount = present.Count(now => now.State.Mode == StreamMode.OnDemand),
        });
    }
}

internal sealed class DescribeLimitsRequest;

internal sealed class DescribeLimitsResponse
{
    public int ShardLimit { get; init; }

    public int OpenShardCount { get; init; }

    public int OnDemandStreamCount { get; init; }
}
