using System.Collections.Concurrent;

namespace Hydrant.Delivery.Processing;

/// <summary>
/// Lists for the records of a batch, used again: as large as they are, new ones for each batch would keep the collector of
/// garbage busy. Safe from any thread.
/// </summary>
internal static class RecordLists
{
    private const int MostKept = 16;
    private const int MostRecords = 32 * 1024;

    private static readonly ConcurrentQueue<List<WorkRecord>> Free = new();

    public static List<WorkRecord> Take() => Free.TryDequeue(out var list) ? list : [];

    /// <summary>Nobody else may have it any more.</summary>
    public static void Give(List<WorkRecord> list)
    {
        if (list.Capacity is 0 or > MostRecords || Free.Count >= MostKept) return;
        list.Clear();
        Free.Enqueue(list);
    }
}
