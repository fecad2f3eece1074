using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Columns;

/// <summary>Texts (UTF-8, char and varchar already cut) and binaries, one behind the other in one buffer.</summary>
public sealed class BytesColumn : Column
{
    private PooledList<byte> _data = new();
    private PooledList<int> _ends = new();

    public BytesColumn(HiveType type)
        : base(type)
    {
    }

    public override int Count => _ends.Count;

    /// <summary>All values without anything between them.</summary>
    public ReadOnlySpan<byte> Data => _data.Items;

    /// <summary>
    /// Where in <see cref="Data"/> each value ends; it begins where the one before ended, the first at 0.
    /// </summary>
    public ReadOnlySpan<int> Ends => _ends.Items;

    public override long Bytes => _data.Count + (4L * _ends.Count) + PresenceBytes;

    /// <summary>The value at an index among the values that are there.</summary>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            var ends = Ends;
            var start = index == 0 ? 0 : ends[index - 1];
            return Data[start..ends[index]];
        }
    }

    public void Add(ReadOnlySpan<byte> value)
    {
        _data.Add(value);
        _ends.Add(_data.Count);
        AddSlot();
    }

    /// <summary>
    /// Space for a value of at most so many bytes; <see cref="Commit"/> adds what was written to its front.
    /// </summary>
    public Span<byte> Room(int length) => _data.Room(length);

    /// <summary>Adds the value that was written to <see cref="Room"/>.</summary>
    public void Commit(int length)
    {
        _data.Advance(length);
        _ends.Add(_data.Count);
        AddSlot();
    }

    protected override void TruncateValues(int count)
    {
        _data.Truncate(count == 0 ? 0 : _ends.Items[count - 1]);
        _ends.Truncate(count);
    }

    protected override void Release()
    {
        _data.Release();
        _ends.Release();
    }
}
