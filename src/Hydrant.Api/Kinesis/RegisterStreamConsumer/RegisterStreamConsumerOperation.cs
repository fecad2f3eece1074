using System.Collections.Immutable;
using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Streams.Consumers;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.RegisterStreamConsumer;

/// <summary>Registers a consumer. It is CREATING when the answer comes, and ACTIVE soon after.</summary>
internal sealed class RegisterStreamConsumerOperation(StreamDirectory streams, ConsumerDirectory consumers)
    : Operation<RegisterStreamConsumerRequest, RegisterStreamConsumerResponse>
{
    protected override Shape<RegisterStreamConsumerRequest?> Request => RegisterStreamConsumerShapes.Request;

    protected override Shape<RegisterStreamConsumerResponse?> Response => RegisterStreamConsumerShapes.Response;

    public override async ValueTask<Outcome<RegisterStreamConsumerResponse>> HandleAsync(
        RegisterStreamConsumerRequest request, CallContext call, CancellationToken ct)
    {
        var found = streams.FindUsable(name: null, request.StreamArn, call, "RegisterStreamConsumer");
        if (!found.Ok) return found.Fault;
        if (request.Tags?.Count > KinesisLimits.MaxTags)
        {
            return Fault.InvalidArgument(
                $"Failed to add tags to consumer {request.ConsumerName} because a given consumer cannot have more than "
                + $"{KinesisLimits.MaxTags} tags associated with it.");
        }

        var tags = (request.Tags ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal);
        var registered = await consumers.RegisterAsync(found.Value, request.ConsumerName!, tags, ct);
        if (!registered.Ok) return registered.Fault;

        // It may be ACTIVE by now; what the caller is told is how it began.
        return new RegisterStreamConsumerResponse { State = registered.Value.Now with { Status = ConsumerStatus.Creating } };
    }
}
