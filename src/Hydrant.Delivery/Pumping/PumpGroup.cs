using System.Collections.Concurrent;
using Hydrant.Core;
using Hydrant.Delivery.Delivering;
using Hydrant.Delivery.Failures;
using Hydrant.Delivery.Processing;
using Hydrant.Delivery.Sources;
using Hydrant.Delivery.Sources.KinesisStream;
using Hydrant.Delivery.Staging;
using Hydrant.Storage;
using Hydrant.Streams;

namespace Hydrant.Delivery.Pumping;

/// <summary>
/// The pumps of one delivery stream: for each log it reads one to the destination, or to processing, and one to the backup;
/// and one for each lane of what is processed. Safe from any thread.
/// </summary>
internal sealed class PumpGroup(Arn stream, uint log, DeliveryRoutes routes, ILogStore logs, DeliveryParts parts)
    : IAsyncDisposable
{
    private readonly ConcurrentDictionary<ShardKey, SourcePumps> _sources = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly FailureLedger _failures = new(logs.Open(FailureLedger.KeyOf(log)));
    private readonly DeliverySlots _inUse = new(1);
    private LaneTable? _lanes;
    private Task _following = Task.CompletedTask;

    /// <summary>Cancelled when the pumps are to end.</summary>
    public CancellationToken Stopping => _stopping.Token;

    public IEnumerable<PumpProgress> Progress => _sources.Values.SelectMany(source => source.Progress).Concat(_lanes?.Progress ?? []);

    /// <summary>Where processed records go; null when nothing is processed now.</summary>
    public LaneTable? LanesInUse => routes.Current.Processing is null ? null : _lanes;

    /// <summary>Goes on with what was processed before. Before all else; once.</summary>
    public async ValueTask OpenAsync()
    {
        _lanes = new LaneTable(stream, log, logs, routes, _failures, parts, _stopping.Token);
        await _lanes.OpenAsync();
    }

    /// <summary>Reads that log from now on, if it is not read already.</summary>
    /// <param name="source">The log.</param>
    /// <param name="from">Of no stream: it is the delivery stream's own, whose records are let go.</param>
    public void Ensure(IShardLog source, WorkSource from)
    {
        if (_sources.ContainsKey(source.Key) || _stopping.IsCancellationRequested) return;

        var shared = from.Stream is null ? new SharedSource(source) : null;
        var ledger = new PumpLedger(parts.Catalog, PumpDocument.KeyOf(log, source.Key));
        var pumps = new SourcePumps(CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token));
        pumps.Add(Main(source, from, ledger, shared?.NewReader()), ledger);
        if (routes.Backup is { } backup)
        {
            var progress = new PumpLedger(parts.Catalog, PumpDocument.BackupKeyOf(log, source.Key));
            pumps.Add(new DeliveryPump(stream, source, backup, progress, _failures, parts) { Reader = shared?.NewReader() }, progress);
        }

        var added = _sources.TryAdd(source.Key, pumps);
        Invariant.That(added);
        pumps.Run();
    }

    /// <summary>Ends the pumps of logs that are there no more, and forgets how far they were.</summary>
    public async Task KeepAsync(Func<ShardKey, bool> isThere)
    {
        foreach (var (source, pumps) in _sources)
        {
            if (source.Log == log || isThere(source)) continue;

            await pumps.EndAsync();
            _sources.TryRemove(source, out _);
            try
            {
                await pumps.ForgetAsync(_stopping.Token);
                if (MayBeProcessed) await logs.DropAsync(ProcessCheckpoint.KeyOf(log, source), _stopping.Token);
            }
            catch (StorageException failure)
            {
                // What stays is a few bytes, which go with the delivery stream.
                parts.Events.ChangeFailed(stream, failure);
            }
        }
    }

    /// <summary>Reads every shard of the stream from now on. Once.</summary>
    public void Follow(LiveStream source) => _following = StreamFollower.FollowAsync(source, this);

    /// <summary>What is thrown where pumps are needed that do not run.</summary>
    public static StorageException NotRunning() =>
        new(StorageFaultKind.Unavailable, "The delivery stream is just being started or stopped; try again.");

    /// <summary>Does something with the pumps, which are not stopped before it is done.</summary>
    /// <exception cref="StorageException">Unavailable: they are being stopped.</exception>
    public async ValueTask UseAsync(Func<PumpGroup, ValueTask> use)
    {
        await _inUse.EnterAsync();
        try
        {
            if (_stopping.IsCancellationRequested) throw NotRunning();
            await use(this);
        }
        finally
        {
            _inUse.Leave();
        }
    }

    /// <summary>Completes when none of them runs any more.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_stopping.IsCancellationRequested) _stopping.Cancel();
        await _inUse.EnterAsync(); // Behind those who use them. Who comes later is told.
        _inUse.Leave();
        await _following;
        foreach (var pumps in _sources.Values) await pumps.EndAsync();
        if (_lanes is not null) await _lanes.EndAsync();
        _stopping.Dispose();
    }

    // Now, or before its destination was changed.
    private bool MayBeProcessed => routes.Current.Processing is not null || routes.VersionId > 1;

    private IPump Main(IShardLog source, WorkSource from, PumpLedger ledger, SourceReader? reader)
    {
        var form = from.Stream is null ? RecordForm.Plain : RecordForm.Aggregated;
        var checkpoint = MayBeProcessed ? new ProcessCheckpoint(logs.Open(ProcessCheckpoint.KeyOf(log, source.Key))) : null;
        var processing = routes.Current.Processing;
        var delivering = new DeliveryPump(stream, source, routes.Destination, ledger, _failures, parts)
        {
            Form = form, Reader = reader, Processed = checkpoint, OnlyPlan = processing is not null,
        };
        if (processing is null) return delivering;

        Invariant.That(_lanes is not null && checkpoint is not null);
        var store = new ProcessStore(logs, _lanes, checkpoint, ledger);
        return new ProcessPump(stream, source, from, processing, store, parts) { Reader = reader, Before = delivering };
    }
}
