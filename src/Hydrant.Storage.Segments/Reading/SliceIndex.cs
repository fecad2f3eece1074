using Hydrant.Core;

namespace Hydrant.Storage.Segments.Reading;

/// <summary>Searches in ordered slices and entries. Pure; the caller holds the shard's lock.</summary>
internal static class SliceIndex
{
    /// <summary>Index of the last slice that starts at or before the offset, or -1.</summary>
    public static int At(List<Slice> slices, LogOffset offset) => Last(slices, offset, static (s, o) => s.First <= o);

    /// <summary>Index of the last entry that starts at or before the offset, or -1.</summary>
    public static int At(List<FrameEntry> entries, LogOffset offset) => Last(entries, offset, static (e, o) => e.Base <= o);

    /// <summary>Index of the last slice whose first record arrived before that time, or -1.</summary>
    public static int ArrivedBefore(List<Slice> slices, long ms) => Last(slices, ms, static (s, t) => s.FirstArrivedAtMs < t);

    /// <summary>Index of the last entry that arrived before that time, or -1.</summary>
    public static int ArrivedBefore(List<FrameEntry> entries, long ms) => Last(entries, ms, static (e, t) => e.ArrivedAtMs < t);

    /// <summary>Index of the last slice with fewer data bytes before it, or -1.</summary>
    public static int DataBelow(List<Slice> slices, long bytes) => Last(slices, bytes, static (s, b) => s.DataBytesBefore < b);

    /// <summary>Index of the last entry with fewer data bytes before it, or -1.</summary>
    public static int DataBelow(List<FrameEntry> entries, long bytes) => Last(entries, bytes, static (e, b) => e.DataBytesBefore < b);

    // The items for which it holds come first.
    private static int Last<TItem, TKey>(List<TItem> items, TKey key, Func<TItem, TKey, bool> holds)
    {
        var (low, high) = (0, items.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (holds(items[middle], key)) low = middle + 1;
            else high = middle;
        }

        return low - 1;
    }
}
