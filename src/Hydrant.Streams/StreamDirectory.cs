using System.Collections.Concurrent;
using System.Collections.Immutable;
using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Storage.Catalog;
using Hydrant.Streams.Accounts;
using Hydrant.Streams.Documents;
using Hydrant.Streams.Quotas;
using Hydrant.Streams.Resharding;
using Hydrant.Streams.Shards;

namespace Hydrant.Streams;

/// <summary>
/// Every stream of this server: finds them, makes them, deletes them. The catalogue is the truth; what is in memory
/// follows it. Changes to one stream are ordered by compare-and-set. Safe from any thread.
/// </summary>
public sealed class StreamDirectory(
    ICatalogStore catalog, ILogStore logs, StreamOptions options, TimeProvider clock, IStreamEvents? events = null) : IDisposable
{
    private readonly ConcurrentDictionary<(Tenant Tenant, StreamName Name), LiveStream> _byName = new();
    private readonly ConcurrentDictionary<uint, LiveStream> _byLog = new();
    private readonly AccountQuotas _quotas = new(options);
    private readonly LogNumbers _numbers = new(catalog);
    private readonly StateChanges _changes = new(clock, events);

    /// <summary>What the owners of streams have set for themselves.</summary>
    public AccountDirectory Accounts { get; } = new(catalog, clock);

    /// <summary>Open shards one account may have in one Region.</summary>
    public int MaxShardsPerTenant => options.MaxShardsPerTenant;

    /// <summary>Who hears of what goes wrong by itself; null when nobody does.</summary>
    internal IStreamEvents? Events => events;

    /// <summary>Every stream there is, in no order.</summary>
    public IEnumerable<LiveStream> All => _byName.Values;

    /// <summary>Takes in what the catalogue has, and ends what a stop has interrupted. Once, before anything else.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        await Accounts.LoadAsync(ct);
        foreach (var document in await catalog.ListAsync(StreamDocument.Prefix, ct))
        {
            var state = StreamDocument.Read(document.Body.Span);
            var stream = new LiveStream(state, document.Version, logs, options);
            Add(stream);
            if (state.Status == StreamStatus.Creating) await ChangeAsync(stream, Activated, ct);
            if (state.Status == StreamStatus.Updating) await EndUpdateAsync(stream, ct);
            if (state.Status == StreamStatus.Deleting) await RemoveAsync(stream, ct);
        }
    }

    /// <summary>The stream of that name, whatever its state.</summary>
    public Outcome<LiveStream> Find(Tenant tenant, StreamName name) =>
        _byName.TryGetValue((tenant, name), out var stream) ? stream : StreamTexts.NotFound(name, tenant.Account);

    /// <summary>The stream with that log number, or null; a stream that was made anew has another number.</summary>
    public LiveStream? FindByLog(uint log) => _byLog.GetValueOrDefault(log);

    /// <summary>The tenant's streams in the order of their names, behind the given name when there is one.</summary>
    public IReadOnlyList<LiveStream> List(Tenant tenant, string? after) =>
        [.. _byName
            .Where(pair => pair.Key.Tenant == tenant)
            .Where(pair => after is null || string.CompareOrdinal(pair.Key.Name.ToString(), after) > 0)
            .OrderBy(pair => pair.Key.Name)
            .Select(pair => pair.Value)];

    /// <summary>Makes a stream. It is CREATING when this completes, and becomes ACTIVE by itself.</summary>
    public async ValueTask<Outcome<LiveStream>> CreateAsync(Tenant tenant, StreamSpec spec, CancellationToken ct)
    {
        if (_byName.ContainsKey((tenant, spec.Name))) return StreamTexts.AlreadyExists(spec.Name, tenant.Account);
        if (_quotas.Reserve(tenant, spec, List(tenant, after: null)) is { } full) return full;

        try
        {
            return await AddNewAsync(tenant, spec, ct);
        }
        finally
        {
            _quotas.Release(tenant, spec);
        }
    }

    /// <summary>Whether the quotas of the service are kept for a stream of that name, or, without one, for the account.</summary>
    public bool IsLimited(Tenant tenant, StreamName? name) => name is { } known && _byName.TryGetValue((tenant, known), out var stream)
        ? stream.Now.IsLimited
        : options.Limits == LimitMode.Aws;

    /// <summary>What is in the way of the stream becoming an on-demand one, where it keeps limits.</summary>
    public Fault? RoomForOnDemand(StreamState stream) => options.LimitsOf(stream) == LimitMode.Aws
        ? AccountQuotas.RoomForOnDemand(
            stream.Tenant, List(stream.Tenant, after: null).Count(other => other.Now.State.Mode == StreamMode.OnDemand))
        : null;

    /// <summary>Deletes a stream. It is DELETING when this completes, and vanishes by itself.</summary>
    public async ValueTask<Fault?> DeleteAsync(LiveStream stream, CancellationToken ct)
    {
        var isDeleting = false;
        var changed = await ChangeAsync(
            stream,
            state =>
            {
                isDeleting = state.Status == StreamStatus.Deleting;
                return state with { Status = StreamStatus.Deleting };
            },
            ct);
        if (!changed.Ok) return changed.Fault;
        if (isDeleting) return null; // It was asked for before, and will be done once.

        _ = _changes.LaterAsync(options.StateDelayOf(changed.Value), () => RemoveAsync(stream, _changes.Stopping));
        return null;
    }

    /// <summary>
    /// Changes a stream that is ACTIVE. It is UPDATING when this completes, reads and writes going on, and becomes ACTIVE
    /// by itself.
    /// </summary>
    /// <returns>The new state; or ResourceInUse when it is not ACTIVE; or what the change itself says.</returns>
    public async ValueTask<Outcome<StreamState>> UpdateAsync(
        LiveStream stream, Func<StreamState, Outcome<StreamState>> change, CancellationToken ct)
    {
        var changed = await ChangeAsync(stream, state => Begin(state, change), ct);
        if (changed.Ok) _ = _changes.LaterAsync(options.StateDelayOf(changed.Value), () => EndUpdateAsync(stream, _changes.Stopping));
        return changed;
    }

    /// <summary>Changes a stream that is ACTIVE, at once: it stays ACTIVE.</summary>
    /// <returns>As <see cref="UpdateAsync"/>.</returns>
    public async ValueTask<Outcome<StreamState>> AmendAsync(
        LiveStream stream, Func<StreamState, Outcome<StreamState>> change, CancellationToken ct) =>
        await ChangeAsync(
            stream,
            state => state.Status == StreamStatus.Active
                ? change(state)
                : StreamTexts.NotActive(state.Name, state.Tenant.Account, state.Status),
            ct);

    /// <summary>
    /// Splits, merges or scales. The stream is UPDATING when this completes, and ACTIVE, with its new shards, soon after.
    /// </summary>
    public ValueTask<Outcome<StreamState>> ReshardAsync(LiveStream stream, ReshardRequest request, CancellationToken ct) =>
        ReshardAsync(stream, request, quota: null, ct);

    /// <summary>The same where it counts for a quota.</summary>
    public ValueTask<Outcome<StreamState>> ReshardAsync(
        LiveStream stream, ReshardRequest request, RollingQuota? quota, CancellationToken ct) => UpdateAsync(
            stream,
            state => ReshardRules.Check(state, request, more => RoomForShards(state, more)) is { } refused
                ? refused
                : Count(state with { Resharding = request }, quota),
            ct);

    /// <summary>Counts one more for a quota, where the stream keeps limits. For the change functions of callers.</summary>
    public Outcome<StreamState> Count(StreamState changed, RollingQuota? quota)
    {
        if (quota is null || options.LimitsOf(changed) == LimitMode.Off) return changed;

        var before = changed.Recent.GetValueOrDefault(quota.Operation, []);
        return quota.TryAdd(before, clock.GetUtcNow().ToUnixTimeMilliseconds()) is { } times
            ? changed with { Recent = changed.Recent.SetItem(quota.Operation, times) }
            : StreamTexts.TooManyIn(quota, changed);
    }

    /// <summary>The stream about to be scaled to so many shards if it has fewer; for a change given to <see cref="UpdateAsync"/>.</summary>
    public Outcome<StreamState> WithShards(StreamState state, int atLeast)
    {
        var present = state.Shards.Count(shard => shard.IsOpen);
        var target = Math.Min(atLeast, KinesisLimits.MaxShardsPerStream);
        if (target <= present) return state;
        return RoomForShards(state, target - present) is { } full
            ? full
            : state with { Resharding = new ReshardRequest.Scale(target) };
    }

    /// <summary>How many open shards more the tenant may have.</summary>
    internal int RoomOf(Tenant tenant) => Math.Max(0, options.MaxShardsPerTenant - OpenShardsOf(tenant));

    /// <summary>Writes a new state of the stream and makes it the present one; repeats when somebody else was first.</summary>
    public async Task<Outcome<StreamState>> ChangeAsync(
        LiveStream stream, Func<StreamState, Outcome<StreamState>> change, CancellationToken ct)
    {
        while (true)
        {
            var now = stream.Now;
            if (now.IsGone) return StreamTexts.NotFound(now.State.Name, now.State.Tenant.Account);

            var changed = change(now.State);
            if (!changed.Ok) return changed;

            var key = StreamDocument.KeyOf(changed.Value);
            var version = await catalog.PutAsync(key, StreamDocument.Write(changed.Value), now.Version, ct);
            if (version is not null)
            {
                stream.Become(changed.Value, version.Value, logs);
                return changed;
            }
        }
    }

    /// <summary>Drops the logs of expired shards. A stop in between leaves the rest to the next time.</summary>
    internal async Task DropExpiredAsync(LiveStream stream, CancellationToken ct)
    {
        var dropping = stream.Now.State.Dropping;
        foreach (var shard in dropping) await logs.DropAsync(new ShardKey(stream.Now.State.Log, (uint)shard.Index), ct);
        await ChangeAsync(stream, state => state with { Dropping = state.Dropping.RemoveRange(dropping) }, ct);
    }

    /// <summary>Stops what goes on by itself. What was interrupted is ended at the next start.</summary>
    public void Dispose() => _changes.Dispose();

    private static Outcome<StreamState> Activated(StreamState state) =>
        state.Status is StreamStatus.Creating or StreamStatus.Updating
            ? state with { Status = StreamStatus.Active }
            : StreamTexts.NotFound(state.Name, state.Tenant.Account); // It was deleted meanwhile.

    private static Outcome<StreamState> Begin(StreamState state, Func<StreamState, Outcome<StreamState>> change)
    {
        if (state.Status != StreamStatus.Active) return StreamTexts.NotActive(state.Name, state.Tenant.Account, state.Status);

        var changed = change(state);
        return changed.Ok ? changed.Value with { Status = StreamStatus.Updating } : changed;
    }

    private Task EndUpdateAsync(LiveStream stream, CancellationToken ct) => stream.Now.State.Resharding is null
        ? ChangeAsync(stream, Activated, ct)
        : Resharder.RunAsync(this, stream, clock.GetUtcNow().ToUnixTimeSeconds(), ct);

    private Fault? RoomForShards(StreamState stream, int more) =>
        _quotas.RoomForShards(stream.Tenant, OpenShardsOf(stream.Tenant), more);

    // With those that a reshard under way has promised.
    private int OpenShardsOf(Tenant tenant) =>
        _byName.Where(pair => pair.Key.Tenant == tenant).Sum(pair => pair.Value.Now.PromisedShards);

    private async ValueTask<Outcome<LiveStream>> AddNewAsync(Tenant tenant, StreamSpec spec, CancellationToken ct)
    {
        var state = await NewStateAsync(tenant, spec, ct);
        var version = await catalog.PutAsync(StreamDocument.KeyOf(state), StreamDocument.Write(state), CatalogVersion.None, ct);
        if (version is null) return StreamTexts.AlreadyExists(spec.Name, tenant.Account);

        var stream = new LiveStream(state, version.Value, logs, options);
        Add(stream);
        _ = _changes.LaterAsync(options.StateDelayOf(state), () => ChangeAsync(stream, Activated, _changes.Stopping));
        return stream;
    }

    private async ValueTask<StreamState> NewStateAsync(Tenant tenant, StreamSpec spec, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return new StreamState
        {
            Name = spec.Name,
            Tenant = tenant,
            Log = await _numbers.NextAsync(ct),
            Status = StreamStatus.Creating,
            Mode = spec.Mode,
            CreatedAtMs = now.ToUnixTimeMilliseconds(),
            MaxRecordKiB = spec.MaxRecordKiB,
            Tags = spec.Tags,
            Settings = spec.Settings,
            NextShardIndex = spec.ShardCount,
            Shards = HashKeyRange.Even(spec.ShardCount)
                .Select((range, index) => new ShardState(new ShardId(index), range, now.ToUnixTimeSeconds()))
                .ToImmutableArray(),
        };
    }

    private async Task RemoveAsync(LiveStream stream, CancellationToken ct)
    {
        var now = stream.Now;
        foreach (var shard in now.Shards.All) await logs.DropAsync(shard.Log.Key, ct);
        foreach (var shard in now.State.Dropping) await logs.DropAsync(new ShardKey(now.State.Log, (uint)shard.Index), ct);
        while (!await catalog.DeleteAsync(StreamDocument.KeyOf(now.State), stream.Now.Version, ct)) await Task.Yield();
        stream.Vanish();
        _byName.TryRemove(KeyValuePair.Create((now.State.Tenant, now.State.Name), stream));
        _byLog.TryRemove(now.State.Log, out _);
    }

    private void Add(LiveStream stream)
    {
        var state = stream.Now.State;
        _byName[(state.Tenant, state.Name)] = stream;
        _byLog[state.Log] = stream;
    }
}
