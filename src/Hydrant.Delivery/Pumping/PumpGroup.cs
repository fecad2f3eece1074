using System.Collections.Concurrent;
using Hydrant.Core;
using Hydrant.Delivery.Delivering;
using Hydrant.Delivery.Sources.KinesisStream;
using Hydrant.Storage;
using Hydrant.Streams;

namespace Hydrant.Delivery.Pumping;

/// <summary>The pumps of one delivery stream, one for each log it reads. Safe from any thread.</summary>
internal sealed class PumpGroup(Arn stream, uint log, IDestination destination, DeliveryParts parts)
    : IAsyncDisposable
{
    private readonly ConcurrentDictionary<ShardKey, Running> _pumps = new();
    private readonly CancellationTokenSource _stopping = new();
    private Task _following = Task.CompletedTask;

    /// <summary>Cancelled when the pumps are to end.</summary>
    public CancellationToken Stopping => _stopping.Token;

    public IEnumerable<PumpProgress> Progress => _pumps.Values.Select(running => running.Pump.Progress);

    /// <summary>Reads that log from now on, if it is not read already.</summary>
    /// <param name="source">The log.</param>
    /// <param name="owned">Whether it is the delivery stream's own, whose records are let go; else it is a stream's shard.</param>
    public void Ensure(IShardLog source, bool owned)
    {
        if (_pumps.ContainsKey(source.Key) || _stopping.IsCancellationRequested) return;

        var ledger = new PumpLedger(parts.Catalog, PumpDocument.KeyOf(log, source.Key));
        var pump = new DeliveryPump(stream, source, destination, ledger, parts) { OwnsSource = owned, OpensAggregates = !owned };
        var ending = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var added = _pumps.TryAdd(source.Key, new Running(pump, ledger, pump.RunAsync(ending.Token), ending));
        Invariant.That(added);
    }

    /// <summary>Ends the pumps of logs that are there no more, and forgets how far they were.</summary>
    public async Task KeepAsync(Func<ShardKey, bool> isThere)
    {
        foreach (var (source, running) in _pumps)
        {
            if (isThere(source)) continue;

            running.Ending.Cancel();
            await running.Loop;
            running.Ending.Dispose();
            _pumps.TryRemove(source, out _);
            try
            {
                await running.Ledger.ForgetAsync(_stopping.Token);
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

    /// <summary>Completes when none of them runs any more.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_stopping.IsCancellationRequested) _stopping.Cancel();
        await _following;
        foreach (var running in _pumps.Values)
        {
            await running.Loop;
            running.Ending.Dispose();
        }

        _stopping.Dispose();
    }

    private sealed record Running(DeliveryPump Pump, PumpLedger Ledger, Task Loop, CancellationTokenSource Ending);
}
