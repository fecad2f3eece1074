using Hydrant.Delivery.Staging;
using Hydrant.Storage.Batches;

namespace Hydrant.Delivery.Processing;

/// <summary>Sorts the records of one batch by their lanes, and holds the lanes until it is disposed. For one caller at a time.</summary>
internal sealed class LaneAppends(LaneTable table, int? maxActivePartitions) : IDisposable
{
    private readonly Dictionary<Partition, (Lane Lane, List<int> Records)> _lanes = [];
    private readonly HashSet<Partition> _refused = [];

    /// <summary>Sends a record of the buffer to the lane of its partition; false when there are too many partitions already.</summary>
    public async ValueTask<bool> AddAsync(Partition partition, int record)
    {
        if (_lanes.TryGetValue(partition, out var known))
        {
            known.Records.Add(record);
            return true;
        }

        if (_refused.Contains(partition)) return false;
        var lane = await table.AcquireAsync(partition, active => maxActivePartitions is not { } max || active < max);
        if (lane is null)
        {
            _refused.Add(partition);
            return false;
        }

        _lanes.Add(partition, (lane, [record]));
        return true;
    }

    public void AddTo(AppendGroup group)
    {
        foreach (var (lane, records) in _lanes.Values) group.Add(lane.Log, records.ToArray());
    }

    public void Dispose()
    {
        foreach (var (lane, _) in _lanes.Values) table.Release(lane);
    }
}
