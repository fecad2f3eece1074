using System.Runtime.CompilerServices;

namespace Hydrant.Jq.Values;

/// <summary>
/// An array that never changes. The longest array over a store may grow into the free places behind it, so that
/// appending one by one costs what a list costs; everybody else copies.
/// </summary>
internal sealed class JqArray
{
    public static readonly JqArray Empty = new([], 0);

    private readonly JqValue[] _items;
    private bool _grown;

    public JqArray(JqValue[] items, int count)
    {
        _items = items;
        Count = count;
    }

    public JqArray(params JqValue[] items)
        : this(items, items.Length)
    {
    }

    public int Count { get; }

    public ReadOnlySpan<JqValue> Items => _items.AsSpan(0, Count);

    public JqValue this[int index] => _items[index];

    public static JqArray Of(List<JqValue> items) => items.Count == 0 ? Empty : new JqArray([.. items]);

    public JqArray Append(ReadOnlySpan<JqValue> more)
    {
        if (more.Length == 0) return this;
        var count = Count + more.Length;
        var items = _items;
        if (_grown || count > items.Length)
        {
            items = new JqValue[Math.Max(4, count + (count / 2))];
            _items.AsSpan(0, Count).CopyTo(items);
        }
        else
        {
            _grown = true;
        }

        more.CopyTo(items.AsSpan(Count));
        return new JqArray(items, count);
    }

    /// <summary>The array with one place set; it is filled with null up to there.</summary>
    public JqArray With(int index, JqValue value)
    {
        if (index == Count) return Append(new ReadOnlySpan<JqValue>(in value));
        var items = new JqValue[Math.Max(Count, index + 1)];
        Items.CopyTo(items);
        for (var i = Count; i < index; i++) items[i] = JqValue.Null;
        items[index] = value;
        return new JqArray(items, items.Length);
    }

    public JqArray Slice(int start, int end) => end <= start ? Empty : new JqArray(_items[start..end]);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}
