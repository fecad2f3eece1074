using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Streams.Consumers;
using Hydrant.Streams.Shards;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.SubscribeToShard;

/// <summary>Begins a subscription, whose events are the answer. Only a call in which all is right takes another one over.</summary>
internal sealed class SubscribeToShardOperation(ConsumerLookup lookup, TimeProvider clock)
    : StreamingOperation<SubscribeToShardRequest, SubscribeToShardEvents>
{
    private const string Action = "SubscribeToShard";

    protected override Shape<SubscribeToShardRequest?> Request => SubscribeToShardShapes.Request;

    public override async ValueTask<Outcome<SubscribeToShardEvents>> HandleAsync(
        SubscribeToShardRequest request, CallContext call, CancellationToken ct)
    {
        var found = lookup.Find(request.ConsumerArn!, call, Action);
        if (!found.Ok) return found.Fault;

        var consumer = found.Value;
        var now = consumer.Stream.Now;
        if (consumer.Now.Status != ConsumerStatus.Active) return ConsumerTexts.NotActive(consumer.Now, now.State);

        var shard = FindShard(request.ShardId!, now);
        if (!shard.Ok) return shard.Fault;
        if (request.DryRun != true && consumer.Subscriptions.CheckCall(shard.Value.Id) is { } tooSoon) return tooSoon;

        var asked = request.StartingPosition!;
        var position = new StartingPosition(asked.Type!, asked.SequenceNumber, asked.Timestamp);
        var from = await position.FindAsync(now.State, shard.Value, Action, clock.GetUtcNow().ToUnixTimeMilliseconds(), ct);
        if (!from.Ok) return from.Fault;
        if (request.DryRun == true) return DryRun.Succeeded;

        var begun = consumer.Subscriptions.Begin(shard.Value, from.Value);
        return begun.Ok ? new SubscribeToShardEvents(begun.Value, clock) : begun.Fault;
    }

    private static Outcome<LiveShard> FindShard(string text, LiveStream.Moment now)
    {
        var (name, account) = (now.State.Name, now.State.Tenant.Account);
        if (!ShardId.TryParse(text, out var id)) return StreamTexts.UnreadableShardId(text, name, account);

        var shard = now.IsUsable ? now.Shards.Find(id) : null;
        return shard is null ? StreamTexts.NoSuchShard(id, name, account) : shard;
    }
}
