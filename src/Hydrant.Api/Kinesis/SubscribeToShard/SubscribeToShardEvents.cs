using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Streams.Consumers;
using Hydrant.Wire.EventStreams;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.SubscribeToShard;

/// <summary>A subscription as events on the wire.</summary>
internal sealed class SubscribeToShardEvents(Subscription subscription, TimeProvider clock) : IEventSource
{
    public string EventType => "SubscribeToShardEvent";

    public CancellationToken Overdue => subscription.Overdue;

    public async ValueTask<Outcome<bool>> NextAsync(WireWriter payload, CancellationToken ct)
    {
        var next = await subscription.NextAsync(ct);
        if (!next.Ok) return next.Fault;
        if (next.Value is not { } pushed) return false;

        using (pushed) Write(payload, pushed, clock.GetUtcNow().ToUnixTimeMilliseconds());
        return true;
    }

    public void Dispose() => subscription.Dispose();

    // The end of a shard is an event with children and without a place to go on; clients insist on both together.
    private static void Write(WireWriter payload, PushedRecords pushed, long nowMs)
    {
        payload.StartMap();
        var lastArrivedAtMs = RecordShapes.WriteAll(payload, pushed.Shard, pushed.Page, pushed.Encryption);
        if (!pushed.IsEndOfShard)
        {
            payload.Name("ContinuationSequenceNumber"u8);
            payload.String(pushed.Continuation.ToString());
        }

        payload.Name("MillisBehindLatest"u8);
        payload.Long(pushed.IsAtTail ? 0 : Math.Max(0, nowMs - lastArrivedAtMs));
        if (pushed.IsEndOfShard)
        {
            payload.Name("ChildShards"u8);
            ShardShapes.Children.Write(payload, ShardShapes.Views(pushed.Children));
        }

        payload.EndMap();
    }
}
