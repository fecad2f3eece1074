using Hydrant.Core;
using Hydrant.Delivery.Delivering;
using Hydrant.Delivery.Failures;
using Hydrant.Delivery.Pumping;
using Hydrant.Delivery.Sources;
using Hydrant.Storage;

namespace Hydrant.Delivery.Staging;

/// <summary>
/// The buffers of a delivery stream's partitions. A partition gets a lane with its first record and gives it back when
/// all it buffered is delivered, so that the number of lanes is that of the partitions which were active at once. Which
/// lane is whose is durable before anything is appended to it. Safe from any thread.
/// </summary>
internal sealed class LaneTable(
    Arn stream, uint log, ILogStore logs, DeliveryRoutes routes, FailureLedger failures, DeliveryParts parts, CancellationToken stopping)
{
    /// <summary>Shards of the delivery stream's log from this number on are no lanes.</summary>
    public const uint EndOfLanes = 0x8000_0000;

    private readonly Lock _gate = new();
    private readonly Dictionary<Partition, Lane> _active = [];
    private readonly Stack<Lane> _free = [];
    private readonly HashSet<Lane> _all = [];
    private TaskCompletionSource _delivered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private uint _next = 1;
    private int _partitions;

    /// <summary>Partitions that have records to be delivered, the error outputs not counted.</summary>
    public int ActivePartitions
    {
        get { lock (_gate) return _partitions; }
    }

    public IReadOnlyList<PumpProgress> Progress
    {
        get { lock (_gate) return [.. _active.Values.Select(lane => lane.Pump?.Progress).OfType<PumpProgress>()]; }
    }

    /// <summary>Completes when less than so many bytes wait in all lanes together.</summary>
    public async ValueTask WaitForRoomAsync(long bytes, CancellationToken ct)
    {
        while (true)
        {
            Task delivered;
            lock (_gate) delivered = _delivered.Task;
            if (Progress.Sum(lane => lane.BacklogBytes) < bytes) return;
            await delivered.OrCancelledAsync(ct);
        }
    }

    /// <summary>Goes on with the lanes that have something left. Before all else; once.</summary>
    public async ValueTask OpenAsync()
    {
        foreach (var document in await parts.Catalog.ListAsync(PumpDocument.PrefixOf(log), stopping))
        {
            if (!PumpDocument.TryParseKey(document.Key, out var source) || source.Log != log) continue;
            if (source.Shard is 0 or >= EndOfLanes) continue;

            _next = Math.Max(_next, source.Shard + 1);
            var lane = NewLane(source);
            var state = await lane.Ledger.ReadAsync(stopping);
            lane.Partition = state.Partition ?? Partition.None;
            if (lane.IsEmptyAt(state.Checkpoint) && state.Plan is null)
            {
                _free.Push(lane);
                continue;
            }

            Invariant.That(!_active.ContainsKey(lane.Partition));
            Activate(lane);
            Start(lane);
        }
    }

    /// <summary>
    /// The lane of a partition, to append to; it stays the partition's until it is released. Null when the partition has none
    /// and <paramref name="mayOpen"/> says no.
    /// </summary>
    /// <exception cref="StorageException">A new lane could not be recorded; nothing was acquired.</exception>
    public async ValueTask<Lane?> AcquireAsync(Partition partition, Func<int, bool> mayOpen)
    {
        Lane? lane;
        TaskCompletionSource? opening = null;
        lock (_gate)
        {
            if (!_active.TryGetValue(partition, out lane))
            {
                if (!partition.IsError && !mayOpen(_partitions)) return null;
                lane = _free.TryPop(out var free) ? free : NewLane(new ShardKey(log, _next++));
                lane.Partition = partition;
                opening = new(TaskCreationOptions.RunContinuationsAsynchronously);
                lane.Opened = opening.Task;
                Activate(lane);
            }

            lane.Appending++;
        }

        if (opening is not null) await OpenAsync(lane, opening);
        try
        {
            await lane.Opened;
            return lane;
        }
        catch
        {
            Release(lane);
            throw;
        }
    }

    /// <summary>What was to be appended is appended, or failed.</summary>
    public void Release(Lane lane)
    {
        lock (_gate)
        {
            lane.Appending--;

            // A lane that could not be opened, or got nothing in the end, is nobody's.
            if (lane is { Appending: 0, Pump: null }) Free(lane);
        }
    }

    /// <summary>Completes when no pump of a lane runs; they have been stopped.</summary>
    public async ValueTask EndAsync()
    {
        Lane[] lanes;
        lock (_gate) lanes = [.. _all];
        foreach (var lane in lanes) await lane.Loop;
    }

    private async ValueTask OpenAsync(Lane lane, TaskCompletionSource opening)
    {
        try
        {
            await lane.Loop; // Of the partition before; it is about to end.
            var state = await lane.Ledger.ReadAsync(stopping);
            await lane.Ledger.WriteAsync(state with { Partition = lane.Partition, VersionId = routes.VersionId }, stopping);
            lock (_gate) Start(lane);
            opening.SetResult();
        }
        catch (Exception failure)
        {
            opening.SetException(failure);
        }
    }

    private void Start(Lane lane)
    {
        lane.Pump = new DeliveryPump(stream, lane.Log, routes.Destination, lane.Ledger, failures, parts)
        {
            Form = RecordForm.Staged,
            Partition = lane.Partition,
            Reader = new SharedSource(lane.Log).NewReader(),
            EndsAt = checkpoint => TryRetire(lane, checkpoint),
        };
        lane.Loop = lane.Pump.RunAsync(stopping);
    }

    private bool TryRetire(Lane lane, LogOffset checkpoint)
    {
        lock (_gate)
        {
            _delivered.SetResult();
            _delivered = new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (lane.Appending > 0 || !lane.IsEmptyAt(checkpoint)) return false;
            lane.Pump = null;
            Free(lane);
            return true;
        }
    }

    private void Activate(Lane lane)
    {
        _active.Add(lane.Partition, lane);
        if (!lane.Partition.IsError) _partitions++;
    }

    private void Free(Lane lane)
    {
        _active.Remove(lane.Partition);
        if (!lane.Partition.IsError) _partitions--;
        _free.Push(lane);
    }

    private Lane NewLane(ShardKey key)
    {
        var lane = new Lane(logs.Open(key), new PumpLedger(parts.Catalog, PumpDocument.KeyOf(log, key)));
        _all.Add(lane);
        return lane;
    }
}
