using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.DescribeStreamConsumer;

/// <summary>Describes a consumer.</summary>
internal sealed class DescribeStreamConsumerOperation(ConsumerLookup lookup)
    : Operation<DescribeStreamConsumerRequest, ConsumerView>
{
    private static readonly Shape<DescribeStreamConsumerRequest?> RequestShape =
        ConsumerRequest.ShapeOf<DescribeStreamConsumerRequest>();

    private static readonly Shape<ConsumerView?> ResponseShape = new StructureShape<ConsumerView>()
        .Required("ConsumerDescription", ConsumerShapes.Description, r => r);

    protected override Shape<DescribeStreamConsumerRequest?> Request => RequestShape;

    protected override Shape<ConsumerView?> Response => ResponseShape;

    public override ValueTask<Outcome<ConsumerView>> HandleAsync(
        DescribeStreamConsumerRequest request, CallContext call, CancellationToken ct)
    {
        var found = lookup.Find(request, call, "DescribeStreamConsumer");
        return ValueTask.FromResult<Outcome<ConsumerView>>(
            found.Ok ? new ConsumerView { State = found.Value.Now } : found.Fault);
    }
}

internal sealed class DescribeStreamConsumerRequest : ConsumerRequest;
