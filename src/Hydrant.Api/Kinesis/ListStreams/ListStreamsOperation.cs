using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.ListStreams;

/// <summary>Lists the caller's streams in the order of their names.</summary>
internal sealed class ListStreamsOperation(StreamDirectory streams, TimeProvider clock)
    : Operation<ListStreamsRequest, ListStreamsResponse>
{
    private const string TokenKind = "streams";

    protected override Shape<ListStreamsRequest?> Request => ListStreamsShapes.Request;

    protected override Shape<ListStreamsResponse?> Response => ListStreamsShapes.Response;

    public override ValueTask<Outcome<ListStreamsResponse>> HandleAsync(
        ListStreamsRequest request, CallContext call, CancellationToken ct) => ValueTask.FromResult(List(request, call));

    private Outcome<ListStreamsResponse> List(ListStreamsRequest request, CallContext call)
    {
        var after = request.ExclusiveStartStreamName;
        if (request.NextToken is not null)
        {
            if (after is not null)
                return Fault.InvalidArgument("NextToken and ExclusiveStartStreamName cannot be provided together.");
            var token = NextToken.Parse(request.NextToken, TokenKind, clock.GetUtcNow());
            if (!token.Ok) return token.Fault;
            after = token.Value.Place;
        }

        var limit = Math.Min(request.Limit ?? KinesisLimits.MaxListStreams, KinesisLimits.MaxListStreams);
        var found = streams.List(call.Tenant, after);
        var page = found.Take(limit).Select(stream => new StreamSummary { State = stream.Now.State }).ToList();
        var hasMore = found.Count > limit;
        return new ListStreamsResponse
        {
            Streams = page,
            HasMoreStreams = hasMore,
            NextToken = hasMore
                ? new NextToken(TokenKind, clock.GetUtcNow().ToUnixTimeMilliseconds(), page[^1].State.Name.ToString()).ToString()
                : null,
        };
    }
}
