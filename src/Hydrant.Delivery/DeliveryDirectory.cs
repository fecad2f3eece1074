using System.Collections.Concurrent;
using System.Globalization;
using Hydrant.Core;
using Hydrant.Delivery.Configuration;
using Hydrant.Delivery.Delivering;
using Hydrant.Delivery.Failures;
using Hydrant.Delivery.Pumping;
using Hydrant.Storage;
using Hydrant.Storage.Catalog;
using Hydrant.Streams;
using Hydrant.Streams.Quotas;

namespace Hydrant.Delivery;

/// <summary>
/// Every delivery stream of this server: finds them, makes them, deletes them. The catalogue is the truth; what is in
/// memory follows it. Safe from any thread. Disposing it stops all deliveries; what was under way is done again at the
/// next start.
/// </summary>
public sealed class DeliveryDirectory : IAsyncDisposable
{
    private readonly ConcurrentDictionary<(Tenant Tenant, string Name), DeliveryStream> _byName = new();
    private readonly ConcurrentDictionary<DeliveryStream, Task> _changing = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly DeliverySlots _updating = new(1);
    private readonly LogNumbers _numbers;
    private readonly DeliveryParts _parts;
    private readonly DeliveryLife _life;
    private readonly ILogStore _logs;

    public DeliveryDirectory(
        DeliveryStores stores, StreamDirectory streams, DestinationRegistry destinations, DeliveryOptions options,
        IDeliveryEvents events, IIdSource ids, TimeProvider clock)
    {
        var slots = new DeliverySlots(options.MaxConcurrentDeliveries);
        _parts = new DeliveryParts(stores.Catalog, options, events, ids, clock, slots);
        _numbers = new LogNumbers(stores.Catalog);
        _logs = stores.Logs;
        Failures = new FailureDesk(stores.Logs, destinations, clock);
        _life = new DeliveryLife(stores.Logs, streams, destinations, _parts);
    }

    /// <summary>What failed, and how it is put again.</summary>
    public FailureDesk Failures { get; }

    public DeliveryOptions Options => _parts.Options;

    /// <summary>Every delivery stream there is, in no order.</summary>
    public IEnumerable<DeliveryStream> All => _byName.Values;

    /// <summary>
    /// Takes in what the catalogue has, ends what a stop has interrupted and starts delivering. Once, after the streams
    /// were loaded and before anything else.
    /// </summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        foreach (var document in await _parts.Catalog.ListAsync(DeliveryStreamDocument.Prefix, ct))
        {
            var state = DeliveryStreamDocument.Read(document.Body.Span);
            var stream = new DeliveryStream(state, document.Version, _logs, _parts.Clock);
            _byName[(state.Tenant, state.Name)] = stream;
            if (state.Status == DeliveryStreamStatus.Creating) await _life.ActivateAsync(stream, ct);
            else if (state.Status == DeliveryStreamStatus.Deleting) await RemoveAsync(stream, ct);
            else await _life.ResumeAsync(stream, ct);
        }
    }

    /// <summary>The delivery stream of that name, whatever its state.</summary>
    public Outcome<DeliveryStream> Find(Tenant tenant, string name) =>
        _byName.TryGetValue((tenant, name), out var stream) ? stream : DeliveryTexts.NotFound(name, tenant);

    /// <summary>Whether that delivery stream keeps the quotas of the service; without one, whether others do.</summary>
    public bool KeepsLimits(Tenant tenant, string? name) => name is not null && _byName.TryGetValue((tenant, name), out var stream)
        ? Options.KeepsLimits(stream.Now.Spec.Tags)
        : Options.KeepsLimits(limitsTag: null);

    /// <summary>The tenant's delivery streams in the order of their names.</summary>
    public IReadOnlyList<DeliveryStream> List(Tenant tenant) =>
        [.. _byName
            .Where(pair => pair.Key.Tenant == tenant)
            .OrderBy(pair => pair.Key.Name, StringComparer.Ordinal)
            .Select(pair => pair.Value)];

    /// <summary>Whether one of that name could be made now; null when it could.</summary>
    public Fault? RoomFor(Tenant tenant, string name)
    {
        if (_byName.ContainsKey((tenant, name))) return DeliveryTexts.AlreadyExists(name, tenant);

        var present = List(tenant);
        return present.Count < _parts.Options.MaxDeliveryStreams
            ? null
            : DeliveryTexts.QuotaReached(_parts.Options.MaxDeliveryStreams, present.Select(stream => stream.Now.Name));
    }

    /// <summary>Makes a delivery stream. It is CREATING when this completes, and becomes ACTIVE by itself.</summary>
    public async ValueTask<Outcome<DeliveryStream>> CreateAsync(
        Tenant tenant, DeliveryStreamSpec spec, CancellationToken ct)
    {
        Invariant.That(spec.Type == DeliveryStreamType.KinesisStreamAsSource == (spec.KinesisSource is not null));
        if (RoomFor(tenant, spec.Name) is { } full) return full;
        if (spec.KinesisSource is { } source && !_life.CanRead(source))
        {
            return DeliveryTexts.NoSuchSource(source.StreamArn);
        }

        if (await _life.CheckAsync(spec.Destination, tenant, ct) is { } wrong) return wrong;

        var state = new DeliveryStreamState
        {
            Tenant = tenant,
            Spec = spec,
            Log = await _numbers.NextAsync(ct),
            Status = DeliveryStreamStatus.Creating,
            CreatedAtMs = _parts.Clock.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        var version = await _parts.Catalog.PutAsync(
            DeliveryStreamDocument.KeyOf(state), DeliveryStreamDocument.Write(state), CatalogVersion.None, ct);
        if (version is null) return DeliveryTexts.AlreadyExists(spec.Name, tenant);

        var stream = new DeliveryStream(state, version.Value, _logs, _parts.Clock);
        _byName[(tenant, spec.Name)] = stream;
        Later(stream, () => _life.ActivateAsync(stream, _stopping.Token));
        return stream;
    }

    /// <summary>
    /// Deletes a delivery stream and drops what it has not delivered. DELETING when this completes; it vanishes by
    /// itself.
    /// </summary>
    public async ValueTask<Fault?> DeleteAsync(DeliveryStream stream, CancellationToken ct)
    {
        while (true)
        {
            var held = stream.Held;
            var now = held.State;
            if (now.Status == DeliveryStreamStatus.Creating) return DeliveryTexts.StillCreating(now.Name, now.Tenant);
            if (now.Status == DeliveryStreamStatus.Deleting) return null;
            if (await _life.ChangeAsync(stream, held, now with { Status = DeliveryStreamStatus.Deleting }, ct)) break;
        }

        Later(stream, () => RemoveAsync(stream, _stopping.Token));
        return null;
    }

    /// <summary>Changes what can be set of a delivery stream while it runs; repeats when somebody else was first.</summary>
    /// <returns>The new state; or ResourceInUse when it is not ACTIVE; or what the change itself says.</returns>
    public async ValueTask<Outcome<DeliveryStreamState>> AmendAsync(
        DeliveryStream stream, Func<DeliveryStreamState, Outcome<DeliveryStreamState>> change, CancellationToken ct)
    {
        while (true)
        {
            var held = stream.Held;
            if (held.State.Status != DeliveryStreamStatus.Active) return DeliveryTexts.NotActive(held.State);

            var changed = change(held.State);
            if (!changed.Ok || await _life.ChangeAsync(stream, held, changed.Value, ct)) return changed;
        }
    }

    /// <summary>
    /// Starts or stops encryption. It is on the way when this completes, and settles by itself; meanwhile it cannot be
    /// changed again.
    /// </summary>
    /// <param name="stream">A delivery stream that takes records of callers.</param>
    /// <param name="change">From what there is to what is wanted.</param>
    /// <param name="ct">Of the caller.</param>
    public async ValueTask<Fault?> EncryptAsync(
        DeliveryStream stream, Func<DeliveryEncryption, DeliveryEncryption> change, CancellationToken ct)
    {
        var changed = await AmendAsync(stream, state => EncryptionChange.Of(state, change, _parts), ct);
        if (changed.Ok && changed.Value.Spec.Encryption.IsChanging) Later(stream, () => _life.SettleAsync(stream, _stopping.Token));
        return changed.Ok ? null : changed.Fault;
    }

    /// <summary>
    /// Gives a delivery stream another destination. It is in effect soon after this completes; what is under way is delivered
    /// as it was planned.
    /// </summary>
    /// <param name="stream">Which one.</param>
    /// <param name="versionId">The version the caller has seen; another present one is a Conflict.</param>
    /// <param name="change">From the present state to the new settings.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>The new state; or what is wrong with it.</returns>
    public async ValueTask<Outcome<DeliveryStreamState>> UpdateDestinationAsync(
        DeliveryStream stream, string versionId, Func<DeliveryStreamState, Outcome<DestinationSettings>> change, CancellationToken ct)
    {
        await _updating.EnterAsync();
        try
        {
            // Until the pumps run under the present settings: what they do under those before is still kept then.
            if (_changing.TryGetValue(stream, out var earlier)) await earlier.OrCancelledAsync(ct);
            return await UpdateInTurnAsync(stream, versionId, change, ct);
        }
        finally
        {
            _updating.Leave();
        }
    }

    /// <summary>Completes when no delivery runs any more.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopping.Cancel();
        foreach (var change in _changing.Values) await change;
        foreach (var stream in _byName.Values) await stream.StopAsync();
        _stopping.Dispose();
        _updating.Dispose();
        _parts.Slots.Dispose();
    }

    private async ValueTask<Outcome<DeliveryStreamState>> UpdateInTurnAsync(
        DeliveryStream stream, string versionId, Func<DeliveryStreamState, Outcome<DestinationSettings>> change, CancellationToken ct)
    {
        while (true)
        {
            var held = stream.Held;
            var state = held.State;
            if (state.Status != DeliveryStreamStatus.Active) return DeliveryTexts.NotActive(state);
            if (versionId != state.VersionId.ToString(CultureInfo.InvariantCulture)) return DeliveryTexts.OtherVersion(state, versionId);

            var settings = change(state);
            if (!settings.Ok) return settings.Fault;
            if (await _life.CheckAsync(settings.Value, state.Tenant, ct) is { } wrong) return wrong;

            var changed = await _life.ChangedAsync(state, settings.Value, ct);
            await _life.BeginBackupAsync(stream, changed, ct);
            if (!await _life.ChangeAsync(stream, held, changed, ct)) continue;

            Later(stream, () => _life.RestartAsync(stream, _stopping.Token));
            return changed;
        }
    }

    private async Task RemoveAsync(DeliveryStream stream, CancellationToken ct)
    {
        await _life.RemoveAsync(stream, ct);
        _byName.TryRemove((stream.Now.Tenant, stream.Now.Name), out _);
        _changing.TryRemove(stream, out _);
    }

    // One after the other: a delivery stream is not removed while it is still being started.
    private void Later(DeliveryStream stream, Func<Task> change)
    {
        lock (_changing)
        {
            var task = LaterAsync(stream, _changing.GetValueOrDefault(stream) ?? Task.CompletedTask, change);
            if (!task.IsCompleted) _changing[stream] = task;
        }
    }

    private async Task LaterAsync(DeliveryStream stream, Task earlier, Func<Task> change)
    {
        try
        {
            await earlier;
            var delay = _parts.Options.States == StateMode.Aws ? _parts.Options.AwsStateDelay : _parts.Options.StateDelay;
            await Task.Delay(delay, _parts.Clock, _stopping.Token);
            await change();
        }
        catch (OperationCanceledException)
        {
            // The server stops; the next start ends it.
        }
        catch (StorageException failure)
        {
            _parts.Events.ChangeFailed(stream.Now.Arn, failure);
        }
    }
}
