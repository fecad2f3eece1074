using Hydrant.Core;
using Hydrant.Streams.Shards;

namespace Hydrant.Streams.Consumers;

/// <summary>
/// One consumer's subscriptions: at most one for each shard. Who subscribes again is refused for five seconds, and takes
/// over after them. Safe from any thread.
/// </summary>
public sealed class SubscriptionSlots(LiveConsumer consumer, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ShardId, Slot> _slots = [];
    private bool _isClosed;

    /// <summary>How many are at work.</summary>
    public int Active
    {
        get { lock (_gate) return _slots.Values.Count(slot => slot.Active is not null); }
    }

    /// <summary>Counts a call for the shard, and says when it comes too soon.</summary>
    public Fault? CheckCall(ShardId shard)
    {
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            var slot = SlotOf(shard, now);
            if (IsHeld(slot, now)) return ConsumerTexts.AnotherSubscription(consumer.Now, shard);
            if (consumer.Stream.Now.IsLimited && slot.CalledAt is { } called
                && clock.GetElapsedTime(called, now) < KinesisLimits.SubscriptionCallEvery)
                return ConsumerTexts.TooManyCalls(consumer.Now, shard);

            slot.CalledAt = now;
            return null;
        }
    }

    /// <summary>Begins a subscription and ends the one it takes over. The caller disposes it.</summary>
    public Outcome<Subscription> Begin(LiveShard shard, LogOffset from)
    {
        Subscription? before;
        Subscription begun;
        lock (_gate)
        {
            if (_isClosed) return Fault.Unavailable("The server is stopping.");

            var now = clock.GetTimestamp();
            var slot = SlotOf(shard.Id, now);
            if (IsHeld(slot, now)) return ConsumerTexts.AnotherSubscription(consumer.Now, shard.Id);

            before = slot.Active;
            begun = new Subscription(consumer, shard.Id, from, clock);
            (slot.Active, slot.BegunAt) = (begun, now);
        }

        before?.End(ConsumerTexts.AnotherSubscription(consumer.Now, shard.Id));
        return begun;
    }

    /// <summary>Lets every subscription look again at what may have changed.</summary>
    internal void Stir()
    {
        foreach (var subscription in Present()) subscription.Stir();
    }

    /// <summary>Ends every subscription as its lifetime would; none begins any more.</summary>
    internal void EndAll()
    {
        lock (_gate) _isClosed = true;
        foreach (var subscription in Present()) subscription.End(why: null);
    }

    internal void Forget(Subscription subscription)
    {
        lock (_gate)
        {
            if (_slots.TryGetValue(subscription.Shard, out var slot) && slot.Active == subscription) slot.Active = null;
        }
    }

    private List<Subscription> Present()
    {
        lock (_gate) return [.. _slots.Values.Select(slot => slot.Active).OfType<Subscription>()];
    }

    // Under the lock.
    private bool IsHeld(Slot slot, long now) =>
        slot.BegunAt is { } begun && clock.GetElapsedTime(begun, now) < KinesisLimits.SubscriptionHold;

    // Under the lock. Shards come and go; what is remembered of them goes when it is of no more use.
    private Slot SlotOf(ShardId shard, long now)
    {
        if (_slots.TryGetValue(shard, out var slot)) return slot;
        if (_slots.Count >= 2 * consumer.Stream.Now.Shards.All.Length)
        {
            foreach (var (id, old) in _slots)
            {
                if (old.Active is null && !IsHeld(old, now)) _slots.Remove(id);
            }
        }

        return _slots[shard] = new Slot();
    }

    private sealed class Slot
    {
        public Subscription? Active { get; set; }

        /// <summary>Timestamp of the last success.</summary>
        public long? BegunAt { get; set; }

        /// <summary>Timestamp of the last call, successful or not.</summary>
        public long? CalledAt { get; set; }
    }
}
