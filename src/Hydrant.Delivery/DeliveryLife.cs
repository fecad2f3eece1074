using Hydrant.Core;
using Hydrant.Delivery.Configuration;
using Hydrant.Delivery.Delivering;
using Hydrant.Delivery.Failures;
using Hydrant.Delivery.Processing;
using Hydrant.Delivery.Pumping;
using Hydrant.Delivery.Sources.KinesisStream;
using Hydrant.Storage;
using Hydrant.Streams;

namespace Hydrant.Delivery;

/// <summary>
/// The steps of a delivery stream's life: it becomes active, it runs, it is removed. Each may be cut off by a crash
/// and is then done again from its start.
/// </summary>
internal sealed class DeliveryLife(
    ILogStore logs, StreamDirectory streams, DestinationRegistry destinations, DeliveryParts parts)
{
    public bool CanRead(KinesisSourceSettings source) =>
        StreamFollower.Find(streams, source.StreamArn) is { } stream && stream.Now.IsUsable;

    /// <summary>What is wrong with a destination that cannot be told from its settings alone; null when nothing is.</summary>
    public ValueTask<Fault?> CheckAsync(DestinationSettings settings, Tenant tenant, CancellationToken ct) =>
        destinations.CheckAsync(settings, tenant, ct);

    /// <summary>From CREATING to ACTIVE. A stream is read from what comes after this moment.</summary>
    public async Task ActivateAsync(DeliveryStream stream, CancellationToken ct)
    {
        var held = stream.Held;
        var state = held.State;
        var active = state with
        {
            Status = DeliveryStreamStatus.Active,
            Spec = state.Spec with { Encryption = state.Spec.Encryption.Settle() },
        };
        if (state.Spec.KinesisSource is { } source)
        {
            var started = source with { StartedAtMs = parts.Clock.GetUtcNow().ToUnixTimeMilliseconds() };
            active = active with { Spec = active.Spec with { KinesisSource = started } };
            if (OriginOf(state) is { } origin)
                await StreamFollower.BeginAtLatestAsync(origin, state.Log, destinations.Build(state).Backup is not null, parts.Catalog, ct);
        }

        if (await ChangeAsync(stream, held, active, ct)) await RunAsync(stream);
    }

    /// <summary>Starts the pumps of an active delivery stream.</summary>
    public async ValueTask RunAsync(DeliveryStream stream)
    {
        var state = stream.Now;
        var pumps = new PumpGroup(state.Arn, state.Log, RoutesOf(stream, state), logs, parts);
        try
        {
            await pumps.OpenAsync();
        }
        catch
        {
            await pumps.DisposeAsync();
            throw;
        }

        pumps.Ensure(stream.OwnLog, new WorkSource(new ShardId(0), state.CreatedAtMs / 1000));
        if (OriginOf(state) is { } origin) pumps.Follow(origin);
        stream.Run(pumps);
    }

    /// <summary>At a start: settles what a stop has interrupted, and starts the pumps.</summary>
    public async ValueTask ResumeAsync(DeliveryStream stream, CancellationToken ct)
    {
        await SettleOnceAsync(stream, ct);
        await RunAsync(stream);
    }

    /// <summary>Ends what is on the way with the encryption of an active delivery stream, however long that takes the disk.</summary>
    public Task SettleAsync(DeliveryStream stream, CancellationToken ct) =>
        UntilWellAsync(stream, () => SettleOnceAsync(stream, ct), ct);

    private async ValueTask SettleOnceAsync(DeliveryStream stream, CancellationToken ct)
    {
        while (true)
        {
            var held = stream.Held;
            var (state, encryption) = (held.State, held.State.Spec.Encryption);
            if (state.Status != DeliveryStreamStatus.Active || !encryption.IsChanging) return;
            var settled = state with { Spec = state.Spec with { Encryption = encryption.Settle() } };
            if (await ChangeAsync(stream, held, settled, ct)) return;
        }
    }

    /// <summary>
    /// The delivery stream with another destination: the next version of its settings. Earlier ones are kept while something
    /// that was begun under them may be under way.
    /// </summary>
    public async ValueTask<DeliveryStreamState> ChangedAsync(DeliveryStreamState state, DestinationSettings destination, CancellationToken ct)
    {
        var used = await VersionsInUseAsync(state.Log, ct);
        return state with
        {
            Spec = state.Spec with { Destination = destination },
            VersionId = state.VersionId + 1,
            UpdatedAtMs = parts.Clock.GetUtcNow().ToUnixTimeMilliseconds(),
            Earlier = state.Earlier.RemoveRange(state.Earlier.Keys.Where(version => !used.Contains(version)))
                .Add(state.VersionId, state.Spec.Destination),
        };
    }

    /// <summary>A backup that is switched on begins with what comes now. Before the change, which may then fail.</summary>
    public async ValueTask BeginBackupAsync(DeliveryStream stream, DeliveryStreamState changed, CancellationToken ct)
    {
        if (destinations.Build(stream.Now).Backup is not null || destinations.Build(changed).Backup is null) return;

        var sources = (OriginOf(changed)?.Now.Shards.All.Select(shard => shard.Log) ?? []).Append(stream.OwnLog);
        foreach (var source in sources)
        {
            var ledger = new PumpLedger(parts.Catalog, PumpDocument.BackupKeyOf(changed.Log, source.Key));
            var state = await ledger.ReadAsync(ct);
            await ledger.WriteAsync(state with { Checkpoint = LogOffset.Max(state.Checkpoint, source.Bounds.Tail) }, ct);
        }
    }

    /// <summary>Ends the pumps, and starts them on the present settings, however long the disk takes to be well.</summary>
    public async Task RestartAsync(DeliveryStream stream, CancellationToken ct)
    {
        await stream.StopAsync();
        await UntilWellAsync(stream, () => RunAsync(stream), ct);
    }

    private async Task UntilWellAsync(DeliveryStream stream, Func<ValueTask> step, CancellationToken ct)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                await step();
                return;
            }
            catch (StorageException failure) when (failure.Kind != StorageFaultKind.Closed)
            {
                parts.Events.ChangeFailed(stream.Now.Arn, failure);
                await Task.Delay(Backoff.After(parts.Options, failures, parts.Ids), parts.Clock, ct);
            }
        }
    }

    /// <summary>Ends deliveries, drops what was buffered, and forgets the delivery stream.</summary>
    public async Task RemoveAsync(DeliveryStream stream, CancellationToken ct)
    {
        await stream.StopAsync();
        await logs.DropAsync(stream.OwnLog.Key, ct);
        await logs.DropAsync(FailureLedger.KeyOf(stream.Now.Log), ct);
        foreach (var pump in await parts.Catalog.ListAsync(PumpDocument.PrefixOf(stream.Now.Log), ct))
        {
            if (PumpDocument.TryParseKey(pump.Key, out var source)) await DropOwnAsync(stream.Now.Log, source, ct);
            await parts.Catalog.DeleteAsync(pump.Key, pump.Version, ct);
        }

        await parts.Catalog.DeleteAsync(DeliveryStreamDocument.KeyOf(stream.Now), stream.Held.Version, ct);
    }

    private DeliveryRoutes RoutesOf(DeliveryStream stream, DeliveryStreamState state) =>
        new(state, destinations, () => parts.Options.KeepsLimits(stream.Now.Spec.Tags));

    private LiveStream? OriginOf(DeliveryStreamState state) =>
        state.Spec.KinesisSource is { } source ? StreamFollower.Find(streams, source.StreamArn) : null;

    // Of recorded plans, and of lanes that are not empty.
    private async ValueTask<HashSet<int>> VersionsInUseAsync(uint log, CancellationToken ct)
    {
        var used = new HashSet<int>();
        foreach (var document in await parts.Catalog.ListAsync(PumpDocument.PrefixOf(log), ct))
        {
            var pump = PumpDocument.Read(document.Body.Span);
            if (pump.Plan is { } plan) used.Add(plan.VersionId);
            if (pump.Partition is null || !PumpDocument.TryParseKey(document.Key, out var lane)) continue;
            if (logs.Open(lane).Bounds.Tail > pump.Checkpoint) used.Add(pump.VersionId);
        }

        return used;
    }

    // A lane, or how far a source was processed.
    private async ValueTask DropOwnAsync(uint log, ShardKey source, CancellationToken ct)
    {
        var isLane = source.Log == log && source.Shard > 0;
        var own = logs.Open(isLane ? source : ProcessCheckpoint.KeyOf(log, source));
        if (own.Volume.Records > 0) await logs.DropAsync(own.Key, ct);
    }

    /// <summary>Writes a new state and makes it the present one; false when somebody else was first.</summary>
    public async ValueTask<bool> ChangeAsync(
        DeliveryStream stream, DeliveryStream.Moment held, DeliveryStreamState state, CancellationToken ct)
    {
        var key = DeliveryStreamDocument.KeyOf(state);
        var version = await parts.Catalog.PutAsync(key, DeliveryStreamDocument.Write(state), held.Version, ct);
        if (version is null) return false;

        stream.Become(state, version.Value);
        return true;
    }
}
