using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Streams.Consumers;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.DeleteStream;

/// <summary>Deletes a stream, everything in it and its consumers. It is DELETING when the answer comes, and vanishes soon after.</summary>
internal sealed class DeleteStreamOperation(StreamDirectory streams, ConsumerDirectory consumers)
    : Operation<DeleteStreamRequest, NoAnswer>
{
    private static readonly Shape<DeleteStreamRequest?> Shapes = StreamRequest.ShapeOf<DeleteStreamRequest>()
        .Optional(
            "EnforceConsumerDeletion", Shape.Boolean,
            r => r.EnforceConsumerDeletion, (r, v) => r.EnforceConsumerDeletion = v);

    protected override Shape<DeleteStreamRequest?> Request => Shapes;

    protected override Shape<NoAnswer?>? Response => null;

    public override async ValueTask<Outcome<NoAnswer>> HandleAsync(
        DeleteStreamRequest request, CallContext call, CancellationToken ct)
    {
        var found = streams.Find(request.StreamName, request.StreamArn, call, "DeleteStream");
        if (!found.Ok) return found.Fault;
        if (request.EnforceConsumerDeletion != true && consumers.Count(found.Value) is > 0 and var present)
            return ConsumerTexts.StillThere(found.Value.Now.State, present);

        var refused = await streams.DeleteAsync(found.Value, ct);
        return refused is null ? NoAnswer.Instance : refused;
    }
}

internal sealed class DeleteStreamRequest : StreamRequest
{
    public bool? EnforceConsumerDeletion { get; set; }
}
