using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Storage.Batches;
using Hydrant.Streams.Quotas;
using Hydrant.Streams.Shards;

namespace Hydrant.Streams.Consumers;

/// <summary>
/// One reader that is pushed to. It holds no thread and no record while it waits: an append, a change of the stream or of
/// the consumer, and one timer wake it. It reads only when it is asked for more, so that a reader who does not read costs
/// nothing. <see cref="NextAsync"/> is called by one at a time, the rest from any thread.
/// </summary>
public sealed class Subscription : IDisposable
{
    // Unless one record alone is larger. Enough to fill a socket; little enough to keep for many who have stopped reading.
    private static readonly ReadLimit EventLimit = new(KinesisLimits.MaxGetRecordsRecords, 256 * 1024);

    // How long a reader who does not read keeps a subscription that has ended.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly LiveConsumer _consumer;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private readonly long _begunAt;
    private readonly Signal _signal = new();
    private readonly CancellationTokenSource _disposed = new();
    private readonly CancellationTokenSource _overdue = new();
    private LogOffset _next;
    private long _pushedAt;
    private TokenBucket _bytes = new(KinesisLimits.ShardReadBytesPerSecond);
    private bool _isDone;
    private volatile bool _isWatching;
    private volatile StorageException? _failure;
    private volatile Ending? _ending;

    internal Subscription(LiveConsumer consumer, ShardId shard, LogOffset from, TimeProvider clock)
    {
        (_consumer, Shard, _next, _clock) = (consumer, shard, from, clock);
        _begunAt = clock.GetTimestamp();
        _pushedAt = _begunAt - (long)(KinesisLimits.SubscriptionHeartbeat.TotalSeconds * clock.TimestampFrequency);
        _timer = clock.CreateTimer(
            static self => ((Subscription)self!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public ShardId Shard { get; }

    /// <summary>Cancelled when it has ended and its reader has not taken the last event for seconds.</summary>
    public CancellationToken Overdue => _overdue.Token;

    private TimeSpan Age => _clock.GetElapsedTime(_begunAt);

    /// <summary>
    /// The next records, as soon as there are any; nothing but a sign of life when there are none for five seconds. The
    /// first comes at once. The caller disposes it.
    /// </summary>
    /// <returns>Null at the end of the lifetime or of the shard; a fault when the stream or the consumer is gone.</returns>
    /// <exception cref="StorageException">The records cannot be read.</exception>
    public async ValueTask<Outcome<PushedRecords?>> NextAsync(CancellationToken ct)
    {
        await using var registration = ct.UnsafeRegister(static self => ((Subscription)self!)._signal.Set(), this);
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            if (_isDone || (_ending is { Why: null }) || Age >= KinesisLimits.SubscriptionLife) return default(PushedRecords);
            if (_ending is { } ending) return ending.Why!;

            var found = FindShard();
            if (!found.Ok) return found.Fault;
            if (_failure is { } failure) throw failure;

            var (now, shard) = found.Value;
            var throttled = UntilAllowed(now);
            if (throttled == TimeSpan.Zero)
            {
                if (await TryReadAsync(now, shard, ct) is { } pushed)
                {
                    Arm(KinesisLimits.SubscriptionLife + Patience - Age); // Wakes nobody unless the reader never takes this.
                    return pushed;
                }

                Watch(shard.Log);
            }

            Arm(throttled == TimeSpan.Zero ? Least(UntilHeartbeat(), KinesisLimits.SubscriptionLife - Age) : throttled);
            await _signal.WaitAsync();
        }
    }

    /// <summary>Releases everything at once.</summary>
    public void Dispose()
    {
        _consumer.Subscriptions.Forget(this);
        _timer.Dispose();
        _disposed.Cancel();
    }

    /// <summary>Lets it look again.</summary>
    internal void Stir() => _signal.Set();

    /// <summary>Ends it: with that fault for its reader to see, or without one as its lifetime does.</summary>
    internal void End(Fault? why)
    {
        _ending = new Ending(why);
        _signal.Set();
        Arm(Patience);
    }

    private static TimeSpan Least(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private Outcome<(LiveStream.Moment Stream, LiveShard Shard)> FindShard()
    {
        var now = _consumer.Stream.Now;
        var (name, account) = (now.State.Name, now.State.Tenant.Account);
        if (!now.IsUsable) return StreamTexts.NotFound(name, account);
        if (_consumer.Now.Status != ConsumerStatus.Active) return ConsumerTexts.NotFound(_consumer.Now.Arn.ToString(), account);
        return now.Shards.Find(Shard) is { } shard ? (now, shard) : StreamTexts.NoSuchShard(Shard, name, account);
    }

    private async ValueTask<PushedRecords?> TryReadAsync(LiveStream.Moment now, LiveShard shard, CancellationToken ct)
    {
        var tail = shard.Log.Bounds.Tail;
        var end = shard.State.Closed?.End;
        if (_next >= tail && !(_next >= end) && UntilHeartbeat() > TimeSpan.Zero) return null;

        var page = _next < tail ? await shard.Log.ReadAsync(_next, EventLimit, ct) : RecordPage.Empty(_next);
        if (now.IsLimited) _bytes.Take(page.DataAndKeyBytes());
        (_next, _pushedAt) = (page.Next, _clock.GetTimestamp());
        _isDone = _next >= end;
        return new PushedRecords(
            shard, page, IsAtTail: page.IsEmpty || _next >= shard.Log.Bounds.Tail, _isDone ? [.. now.Shards.ChildrenOf(shard.Id)] : [])
        {
            Encryption = now.State.Settings.Encryption,
        };
    }

    // Each subscription has a shard's read rate to itself; where limits are kept it has no more.
    private TimeSpan UntilAllowed(LiveStream.Moment now)
    {
        if (!now.IsLimited) return TimeSpan.Zero;
        _bytes.Refill(ShardGates.Now(_clock));
        return _bytes.UntilHas(1, KinesisLimits.ShardReadBytesPerSecond);
    }

    private TimeSpan UntilHeartbeat() => KinesisLimits.SubscriptionHeartbeat - _clock.GetElapsedTime(_pushedAt);

    private void Arm(TimeSpan due)
    {
        if (_ending is not null && due > Patience) due = Patience;
        _timer.Change(due > TimeSpan.Zero ? due : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void OnTimer()
    {
        if (_ending is not null || Age >= KinesisLimits.SubscriptionLife + Patience) _overdue.Cancel();
        _signal.Set();
    }

    // One wait goes on over many signs of life.
    private void Watch(IShardLog log)
    {
        if (_isWatching) return;
        _isWatching = true;
        _ = WatchAsync(log, _next);
    }

    private async Task WatchAsync(IShardLog log, LogOffset tail)
    {
        try
        {
            await log.WaitBeyondAsync(tail, _disposed.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (StorageException failure)
        {
            _failure = failure; // Its reader finds out, unless the stream is gone, which says more.
        }

        _isWatching = false;
        _signal.Set();
    }

    private sealed record Ending(Fault? Why);
}
