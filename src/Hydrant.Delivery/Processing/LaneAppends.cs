using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Hydrant.Core;
using Hydrant.Delivery.Staging;
using Hydrant.Storage.Batches;

namespace Hydrant.Delivery.Processing;

/// <summary>
/// Sorts the records of one batch by their lanes, and holds the lanes until it is disposed. First every partition is named,
/// then the lanes are acquired, all at once, then come the records. For one caller at a time.
/// </summary>
internal sealed class LaneAppends(LaneTable table, int? maxActivePartitions) : IDisposable
{
    private readonly Dictionary<Partition, Group> _groups = [];
    private readonly List<Group> _inOrder = [];
    private int _acquired;

    /// <summary>Names a partition that has records.</summary>
    public Group Name(Partition partition)
    {
        ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(_groups, partition, out var isKnown);
        if (!isKnown) _inOrder.Add(group = new Group(partition));
        return group!;
    }

    /// <summary>Acquires the lanes of what was named since, as far as there may be more partitions.</summary>
    /// <exception cref="Storage.StorageException">A lane could not be recorded; those that could be are held.</exception>
    public async ValueTask AcquireAsync()
    {
        var opening = new List<(Group Group, Task<Lane?> Lane)>();
        for (; _acquired < _inOrder.Count; _acquired++)
        {
            var group = _inOrder[_acquired];
            var lane = table.AcquireAsync(group.Partition, MayOpen);
            if (lane.IsCompletedSuccessfully) group.Lane = lane.Result;
            else opening.Add((group, lane.AsTask()));
        }

        // All of them, so that those which were acquired are released whatever became of the others.
        ExceptionDispatchInfo? failed = null;
        foreach (var (group, lane) in opening)
        {
            try
            {
                group.Lane = await lane;
            }
            catch (Exception failure)
            {
                failed ??= ExceptionDispatchInfo.Capture(failure);
            }
        }

        failed?.Throw();
    }

    public void AddTo(AppendGroup target)
    {
        foreach (var group in _inOrder)
        {
            if (group.Count > 0) target.Add(group.Lane!.Log, group.Records);
        }
    }

    public void Dispose()
    {
        foreach (var group in _inOrder)
        {
            if (group.Lane is { } lane) table.Release(lane);
        }
    }

    private bool MayOpen(int active) => maxActivePartitions is not { } max || active < max;

    /// <summary>The records of one partition.</summary>
    internal sealed class Group(Partition partition)
    {
        private int[] _records = new int[4];

        public Partition Partition => partition;

        /// <summary>Null until it is acquired, and when there are too many partitions already.</summary>
        public Lane? Lane { get; set; }

        public int Count { get; private set; }

        /// <summary>Numbers in the buffer, in their order.</summary>
        public ReadOnlyMemory<int> Records => _records.AsMemory(0, Count);

        public void Add(int record)
        {
            Invariant.That(Lane is not null);
            if (Count == _records.Length) Array.Resize(ref _records, Count * 2);
            _records[Count++] = record;
        }
    }
}
