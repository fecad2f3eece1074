using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Streams.Consumers;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.DeregisterStreamConsumer;

/// <summary>Removes a consumer. It is DELETING when the answer comes, its subscriptions end, and it vanishes soon after.</summary>
internal sealed class DeregisterStreamConsumerOperation(ConsumerLookup lookup, ConsumerDirectory consumers)
    : Operation<DeregisterStreamConsumerRequest, NoAnswer>
{
    private static readonly Shape<DeregisterStreamConsumerRequest?> Shapes =
        ConsumerRequest.ShapeOf<DeregisterStreamConsumerRequest>();

    protected override Shape<DeregisterStreamConsumerRequest?> Request => Shapes;

    protected override Shape<NoAnswer?>? Response => null;

    public override async ValueTask<Outcome<NoAnswer>> HandleAsync(
        DeregisterStreamConsumerRequest request, CallContext call, CancellationToken ct)
    {
        var found = lookup.Find(request, call, "DeregisterStreamConsumer");
        if (!found.Ok) return found.Fault;

        await consumers.DeregisterAsync(found.Value, ct);
        return NoAnswer.Instance;
    }
}

internal sealed class DeregisterStreamConsumerRequest : ConsumerRequest;
