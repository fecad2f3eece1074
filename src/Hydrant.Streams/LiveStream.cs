using System.Collections.Immutable;
using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Streams.Quotas;
using Hydrant.Streams.Shards;

namespace Hydrant.Streams;

/// <summary>
/// A stream at work. Readers take one look at <see cref="Now"/> and keep to it; changes come only from
/// <see cref="StreamDirectory"/>, and only after the catalogue has them. Safe from any thread.
/// </summary>
public sealed class LiveStream
{
    private readonly Lock _gate = new();
    private readonly StreamOptions _options;
    private volatile Moment _now;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal LiveStream(StreamState state, CatalogVersion version, ILogStore logs, StreamOptions options)
    {
        _options = options;
        _now = Moment.Of(state, version, logs, before: null) with { IsLimited = options.LimitsOf(state) == LimitMode.Aws };
    }

    /// <summary>The stream at this moment; the parts belong together.</summary>
    public Moment Now => _now;

    /// <summary>Completes at the next change: of the state, of the shards, or when the stream is gone.</summary>
    /// <remarks>Take it before looking at <see cref="Now"/>, so that no change falls between.</remarks>
    public Task Changed
    {
        get { lock (_gate) return _changed.Task; }
    }

    internal void Become(StreamState state, CatalogVersion version, ILogStore logs) =>
        Become(now => Moment.Of(state, version, logs, now.Shards) with { IsLimited = _options.LimitsOf(state) == LimitMode.Aws });

    /// <summary>Completes when the stream is no longer as it was seen; at once when it changed already.</summary>
    public async Task LeftAsync(Moment seen, CancellationToken ct)
    {
        var changed = Changed;
        if (ReferenceEquals(_now, seen)) await changed.OrCancelledAsync(ct);
    }

    /// <summary>Lets those look again who wait for a change that will not come now.</summary>
    internal void Stir() => Become(now => now with { });

    /// <summary>The stream no longer exists; its logs are about to go.</summary>
    internal void Vanish() => Become(now => now with { IsGone = true });

    private void Become(Func<Moment, Moment> change)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _now = change(_now);
            changed = _changed;
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }

    /// <summary>What a stream is at one moment.</summary>
    /// <param name="State">As the catalogue has it.</param>
    /// <param name="Version">Of the catalogue's document.</param>
    /// <param name="Shards">Its shards with their logs.</param>
    public sealed record Moment(StreamState State, CatalogVersion Version, ShardMap Shards)
    {
        /// <summary>True when the stream was deleted.</summary>
        public bool IsGone { get; init; }

        /// <summary>How many open shards it has, or will have when what is being made of them is done.</summary>
        public int PromisedShards => Shards.Open.Length + (State.Resharding?.More(Shards.Open.Length) ?? 0);

        /// <summary>Whether the quotas of the service are kept for it.</summary>
        public bool IsLimited { get; init; }

        /// <summary>Whether records can be put and read.</summary>
        public bool IsUsable => !IsGone && State.Status is (StreamStatus.Active or StreamStatus.Updating);

        // A shard that did not change stays the one it was, with all that hangs on it; one that did keeps its gates.
        internal static Moment Of(StreamState state, CatalogVersion version, ILogStore logs, ShardMap? before)
        {
            if (before is not null && before.Holds(state.Shards)) return new(state, version, before);

            return new(state, version, new ShardMap(state.Shards
                .Select(shard => before?.Find(shard.Id) is { } same && same.State == shard
                    ? same
                    : new LiveShard(
                        shard, logs.Open(new ShardKey(state.Log, (uint)shard.Id.Index)), before?.Find(shard.Id)?.Gates ?? new()))
                .ToImmutableArray()));
        }
    }
}
