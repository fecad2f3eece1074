using System.Globalization;
using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Streams.Consumers;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.ListStreamConsumers;

/// <summary>Lists the consumers of a stream in the order of their names.</summary>
internal sealed class ListStreamConsumersOperation(StreamDirectory streams, ConsumerDirectory consumers, TimeProvider clock)
    : Operation<ListStreamConsumersRequest, ListStreamConsumersResponse>
{
    private const string TokenKind = "consumers";

    protected override Shape<ListStreamConsumersRequest?> Request => ListStreamConsumersShapes.Request;

    protected override Shape<ListStreamConsumersResponse?> Response => ListStreamConsumersShapes.Response;

    public override ValueTask<Outcome<ListStreamConsumersResponse>> HandleAsync(
        ListStreamConsumersRequest request, CallContext call, CancellationToken ct) => ValueTask.FromResult(List(request, call));

    private Outcome<ListStreamConsumersResponse> List(ListStreamConsumersRequest request, CallContext call)
    {
        if (request is { NextToken: not null, StreamCreationTimestamp: not null })
            return Fault.InvalidArgument("NextToken and StreamCreationTimestamp cannot be provided together.");

        var found = streams.Find(name: null, request.StreamArn, call, "ListStreamConsumers");
        if (!found.Ok) return found.Fault;

        var state = found.Value.Now.State;
        if (request.StreamCreationTimestamp is { } expected && expected / 1000 != state.CreatedAtMs / 1000)
            return StreamTexts.NotFound(state.Name, call.Tenant.Account);

        string? after = null;
        if (request.NextToken is not null)
        {
            var token = NextToken.Parse(request.NextToken, TokenKind, clock.GetUtcNow());
            if (!token.Ok) return token.Fault;
            if (token.Value.Place.Split(',') is not [var log, var name] || log != Text(state.Log))
                return Fault.InvalidArgument("Invalid NextToken.");
            after = name;
        }

        var limit = Math.Min(request.MaxResults ?? KinesisLimits.MaxListStreamConsumers, KinesisLimits.MaxListStreamConsumers);
        var behind = consumers.List(found.Value, after);
        var page = behind.Take(limit).Select(consumer => consumer.Now).ToList();
        return new ListStreamConsumersResponse
        {
            Consumers = [.. page.Select(consumer => new ConsumerView { State = consumer })],
            NextToken = behind.Count > limit
                ? new NextToken(TokenKind, clock.GetUtcNow().ToUnixTimeMilliseconds(), $"{Text(state.Log)},{page[^1].Name}").ToString()
                : null,
        };
    }

    private static string Text(uint log) => log.ToString(CultureInfo.InvariantCulture);
}
