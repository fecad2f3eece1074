using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Streams.Consumers;
using Hydrant.Wire.Dispatch;

namespace Hydrant.Api.Kinesis.Shared;

/// <summary>From the ARN, or the stream's ARN and the name, to the consumer.</summary>
internal sealed class ConsumerLookup(StreamDirectory streams, ConsumerDirectory consumers)
{
    public Outcome<LiveConsumer> Find(ConsumerRequest request, CallContext call, string action)
    {
        if (request.ConsumerArn is { } arn)
        {
            var found = Find(arn, call, action);
            return found.Ok && !Agree(request, found.Value.Now)
                ? Fault.InvalidArgument($"ConsumerARN '{arn}' does not belong to the given StreamARN and ConsumerName.")
                : found;
        }

        if (request.StreamArn is null || request.ConsumerName is not { } name)
            return Fault.InvalidArgument("Either ConsumerARN, or StreamARN and ConsumerName, must be specified.");

        var stream = streams.Find(name: null, request.StreamArn, call, action);
        if (!stream.Ok) return stream.Fault;
        return consumers.Find(stream.Value, name) is { } consumer ? consumer : ConsumerTexts.NotFound(name, call.Tenant.Account);
    }

    public Outcome<LiveConsumer> Find(string consumerArn, CallContext call, string action)
    {
        if (!Arn.TryParse(consumerArn, out var arn) || !arn.TryConsumer(out var streamName, out var name, out var createdAtSeconds))
            return Fault.InvalidArgument($"ConsumerARN '{consumerArn}' is not the ARN of a consumer.");
        if (StreamLookup.NotOurs(arn, call, action) is { } fault) return fault;

        var stream = streams.Find(call.Tenant, streamName);
        return stream.Ok && consumers.Find(stream.Value, name) is { } consumer && consumer.Now.CreatedAtSeconds == createdAtSeconds
            ? consumer
            : ConsumerTexts.NotFound(consumerArn, call.Tenant.Account);
    }

    private static bool Agree(ConsumerRequest request, ConsumerState found) =>
        (request.ConsumerName is null || request.ConsumerName == found.Name)
        && (request.StreamArn is null || request.StreamArn == found.StreamArn.ToString());
}
