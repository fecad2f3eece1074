using System.Collections.Concurrent;
using System.Collections.Immutable;
using Hydrant.Core;
using Hydrant.Storage;

namespace Hydrant.Streams.Consumers;

/// <summary>
/// The consumers of every stream: registers them, finds them, removes them, with their streams at the latest. The
/// catalogue is the truth; what is in memory follows it. Safe from any thread.
/// </summary>
public sealed class ConsumerDirectory(ICatalogStore catalog, StreamDirectory streams, StreamOptions options, TimeProvider clock)
    : IDisposable
{
    private readonly ConcurrentDictionary<uint, StreamConsumers> _byLog = new();
    private readonly StateChanges _changes = new(clock, streams.Events);

    /// <summary>Every consumer of every stream, in no order.</summary>
    public IEnumerable<LiveConsumer> All => _byLog.Values.SelectMany(consumers => consumers.Written);

    /// <summary>Takes in what the catalogue has, and ends what a stop has interrupted. Once, after the streams.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        foreach (var document in await catalog.ListAsync(ConsumerDocument.Prefix, ct))
        {
            var state = ConsumerDocument.Read(document.Body.Span);
            var stream = streams.FindByLog(state.Log);
            if (stream is null || state.Status == ConsumerStatus.Deleting)
            {
                await catalog.DeleteAsync(document.Key, document.Version, ct);
                continue;
            }

            var consumer = new LiveConsumer(stream, state, document.Version, clock);
            Of(stream).Load(consumer);
            await ActivateAsync(consumer, ct);
        }
    }

    /// <summary>How many consumers the stream has, whatever their state.</summary>
    public int Count(LiveStream stream) => _byLog.GetValueOrDefault(stream.Now.State.Log)?.Count ?? 0;

    /// <summary>The consumer of that name, or null.</summary>
    public LiveConsumer? Find(LiveStream stream, string name) => _byLog.GetValueOrDefault(stream.Now.State.Log)?.Find(name);

    /// <summary>The stream's consumers in the order of their names, behind the given name when there is one.</summary>
    public IReadOnlyList<LiveConsumer> List(LiveStream stream, string? after) =>
        _byLog.GetValueOrDefault(stream.Now.State.Log) is not { } consumers
            ? []
            : [.. consumers.Written.Where(consumer => after is null || string.CompareOrdinal(consumer.Now.Name, after) > 0)];

    /// <summary>Registers a consumer. It is CREATING when this completes, and becomes ACTIVE by itself.</summary>
    public async ValueTask<Outcome<LiveConsumer>> RegisterAsync(
        LiveStream stream, string name, ImmutableSortedDictionary<string, string> tags, CancellationToken ct)
    {
        var owner = stream.Now.State;
        var state = new ConsumerState
        {
            Name = name,
            Log = owner.Log,
            StreamArn = owner.Arn,
            Status = ConsumerStatus.Creating,
            CreatedAtSeconds = clock.GetUtcNow().ToUnixTimeSeconds(),
            Tags = tags,
        };
        var consumer = new LiveConsumer(stream, state, CatalogVersion.None, clock);
        var consumers = Of(stream);
        var max = streams.Accounts.IsCommitted(owner.Tenant) ? KinesisLimits.MaxConsumersCommitted : KinesisLimits.MaxConsumers;
        if (consumers.TryAdd(consumer, max) is { } refused) return refused;

        try
        {
            // Nobody else writes a document of this name: the name is taken in memory first, and is not found before it is
            // written. Only the consumers of a stream that is gone are forgotten before their documents.
            if (!await ChangeAsync(consumer, consumer.Document, state, ct))
            {
                Invariant.That(stream.Now.IsGone);
                consumers.Remove(consumer);
                return StreamTexts.NotFound(owner.Name, owner.Tenant.Account);
            }
        }
        catch
        {
            consumers.Remove(consumer);
            throw;
        }

        if (stream.Now.IsGone)
        {
            await RemoveAsync(consumer, ct);
            return StreamTexts.NotFound(owner.Name, owner.Tenant.Account);
        }

        _ = _changes.LaterAsync(options.StateDelayOf(owner), () => ActivateAsync(consumer, _changes.Stopping));
        return consumer;
    }

    /// <summary>Removes a consumer. It is DELETING when this completes, its subscriptions end, and it vanishes by itself.</summary>
    public async ValueTask DeregisterAsync(LiveConsumer consumer, CancellationToken ct)
    {
        while (true)
        {
            var held = consumer.Document;
            if (held.State.Status == ConsumerStatus.Deleting) return;
            if (await ChangeAsync(consumer, held, held.State with { Status = ConsumerStatus.Deleting }, ct)) break;
        }

        _ = _changes.LaterAsync(options.StateDelayOf(consumer.Stream.Now.State), () => RemoveAsync(consumer, _changes.Stopping));
    }

    /// <summary>Changes what a user can set of a consumer that is ACTIVE; repeats when somebody else was first.</summary>
    public async ValueTask<Fault?> AmendAsync(
        LiveConsumer consumer, Func<ConsumerState, Outcome<ConsumerState>> change, CancellationToken ct)
    {
        while (true)
        {
            var held = consumer.Document;
            if (held.State.Status != ConsumerStatus.Active) return ConsumerTexts.NotActive(held.State, consumer.Stream.Now.State);

            var changed = change(held.State);
            if (!changed.Ok) return changed.Fault;
            if (await ChangeAsync(consumer, held, changed.Value, ct)) return null;
        }
    }

    /// <summary>Ends every subscription as their lifetime would, and lets none begin.</summary>
    public void EndSubscriptions()
    {
        foreach (var consumer in All) consumer.Subscriptions.EndAll();
    }

    /// <summary>Stops what goes on by itself. What was interrupted is ended at the next start.</summary>
    public void Dispose() => _changes.Dispose();

    private StreamConsumers Of(LiveStream stream)
    {
        var log = stream.Now.State.Log;
        if (_byLog.TryGetValue(log, out var present)) return present;

        var made = new StreamConsumers(stream);
        var kept = _byLog.GetOrAdd(log, made);
        if (kept == made) _ = FollowAsync(made);
        return kept;
    }

    // Tells subscriptions of every change of their stream, and takes the consumers away when the stream is gone.
    private async Task FollowAsync(StreamConsumers consumers)
    {
        try
        {
            while (true)
            {
                var changed = consumers.Stream.Changed;
                foreach (var consumer in consumers.All) consumer.Subscriptions.Stir();
                if (consumers.Stream.Now.IsGone) break;
                await changed.OrCancelledAsync(_changes.Stopping);
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }

        await _changes.LaterAsync(TimeSpan.Zero, async () =>
        {
            foreach (var consumer in consumers.All) await RemoveAsync(consumer, _changes.Stopping);
            _byLog.TryRemove(consumers.Stream.Now.State.Log, out _);
        });
    }

    private async Task ActivateAsync(LiveConsumer consumer, CancellationToken ct)
    {
        var held = consumer.Document;
        if (held.State.Status == ConsumerStatus.Creating)
            await ChangeAsync(consumer, held, held.State with { Status = ConsumerStatus.Active }, ct);
    }

    // Whatever version there is by now: a consumer may just become ACTIVE while its stream takes it along.
    private async Task RemoveAsync(LiveConsumer consumer, CancellationToken ct)
    {
        var key = ConsumerDocument.KeyOf(consumer.Now);
        while (await catalog.GetAsync(key, ct) is { } document) await catalog.DeleteAsync(key, document.Version, ct);
        _byLog.GetValueOrDefault(consumer.Now.Log)?.Remove(consumer);
    }

    // False when somebody else was first.
    private async Task<bool> ChangeAsync(LiveConsumer consumer, LiveConsumer.Held held, ConsumerState state, CancellationToken ct)
    {
        var version = await catalog.PutAsync(ConsumerDocument.KeyOf(state), ConsumerDocument.Write(state), held.Version, ct);
        if (version is null) return false;

        consumer.Become(state, version.Value);
        return true;
    }
}
