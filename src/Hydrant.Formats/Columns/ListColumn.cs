using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Columns;

/// <summary>Arrays: how long each one is, and all their elements in one column.</summary>
public sealed class ListColumn : Column
{
    private PooledList<int> _ends = new();

    public ListColumn(HiveType type)
        : base(type) => Element = Of(type.Element);

    public override int Count => _ends.Count;

    /// <summary>
    /// Where among the slots of <see cref="Element"/> each array ends; it begins where the one before ended.
    /// </summary>
    public ReadOnlySpan<int> Ends => _ends.Items;

    public Column Element { get; }

    public override long Bytes => (4L * _ends.Count) + Element.Bytes + PresenceBytes;

    /// <summary>
    /// An array whose elements are those that were added to <see cref="Element"/> since the last one.
    /// </summary>
    public void Add()
    {
        _ends.Add(Element.Slots);
        AddSlot();
    }

    // Elements of an array that was never finished go too.
    protected override void TruncateValues(int count)
    {
        Element.Truncate(count == 0 ? 0 : _ends.Items[count - 1]);
        _ends.Truncate(count);
    }

    protected override void Release()
    {
        _ends.Release();
        Element.Dispose();
    }
}
