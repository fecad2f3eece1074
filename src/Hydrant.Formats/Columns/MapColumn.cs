using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Columns;

/// <summary>
/// Maps: how many entries each one has, and all their keys and values in two columns. Keys are never null.
/// </summary>
public sealed class MapColumn : Column
{
    private PooledList<int> _ends = new();

    public MapColumn(HiveType type)
        : base(type)
    {
        Key = Of(type.Key);
        Value = Of(type.Value);
    }

    public override int Count => _ends.Count;

    /// <summary>Where among the slots of <see cref="Key"/> and <see cref="Value"/> each map ends.</summary>
    public ReadOnlySpan<int> Ends => _ends.Items;

    public Column Key { get; }

    public Column Value { get; }

    public override long Bytes => (4L * _ends.Count) + Key.Bytes + Value.Bytes + PresenceBytes;

    /// <summary>A map whose entries are those that were added to both columns since the last one.</summary>
    public void Add()
    {
        _ends.Add(Key.Slots);
        AddSlot();
    }

    // Entries of a map that was never finished go too, even a key without its value.
    protected override void TruncateValues(int count)
    {
        var entries = count == 0 ? 0 : _ends.Items[count - 1];
        Key.Truncate(entries);
        Value.Truncate(entries);
        _ends.Truncate(count);
    }

    protected override void Release()
    {
        _ends.Release();
        Key.Dispose();
        Value.Dispose();
    }
}
