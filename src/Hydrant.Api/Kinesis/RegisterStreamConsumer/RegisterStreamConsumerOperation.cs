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
    private static readonly ImmutableSortedDictionary<string, string> NoTags =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    protected override Shape<RegisterStreamConsumerRequest?> Request => RegisterStreamConsumerShapes.Request;

    protected override Shape<RegisterStreamConsumerResponse?> Response => RegisterStreamConsumerShapes.Response;

    public override async ValueTask<Outcome<RegisterStreamConsumerResponse>> HandleAsync(
        RegisterStreamConsumerRequest request, CallContext call, CancellationToken ct)
    {
        var found = streams.FindUsable(name: null, request.StreamArn, call, "RegisterStreamConsumer");
        if (!found.Ok) return found.Fault;
        var owner = $"consumer {request.ConsumerName} under account {call.Tenant.Account}";
        var tags = TagRules.Add(owner, NoTags, request.Tags ?? []);
        if (!tags.Ok) return tags.Fault;

        var registered = await consumers.RegisterAsync(found.Value, request.ConsumerName!, tags.Value, ct);
        if (!registered.Ok) return registered.Fault;

        // It may be ACTIVE by now; what the caller is told is how it began.
        return new RegisterStreamConsumerResponse { State = registered.Value.Now with { Status = ConsumerStatus.Creating } };
    }
}
