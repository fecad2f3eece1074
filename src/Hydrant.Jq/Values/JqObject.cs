namespace Hydrant.Jq.Values;

/// <summary>
/// An object: its members in the order in which they came. It is filled by its maker alone, and copied by whoever
/// changes it later. Few members are searched one by one; more get an index.
/// </summary>
internal sealed class JqObject
{
    private const int Indexed = 9;

    private string[] _keys;
    private JqValue[] _values;
    private Dictionary<string, int>? _index;

    public JqObject(int capacity = 4)
    {
        _keys = new string[capacity];
        _values = new JqValue[capacity];
    }

    public int Count { get; private set; }

    public ReadOnlySpan<string> Keys => _keys.AsSpan(0, Count);

    public ReadOnlySpan<JqValue> Values => _values.AsSpan(0, Count);

    public bool TryGet(string key, out JqValue value)
    {
        var at = Find(key);
        value = at < 0 ? default : _values[at];
        return at >= 0;
    }

    public JqValue GetOrNull(string key) => Find(key) is >= 0 and var at ? _values[at] : JqValue.Null;

    /// <summary>Sets a member while the object is being made.</summary>
    public void Set(string key, JqValue value)
    {
        var at = Find(key);
        if (at >= 0)
        {
            _values[at] = value;
            return;
        }

        if (Count == _keys.Length)
        {
            System.Array.Resize(ref _keys, Math.Max(4, Count * 2));
            System.Array.Resize(ref _values, _keys.Length);
        }

        _keys[Count] = key;
        _values[Count] = value;
        Count++;
        if (_index is not null) _index[key] = Count - 1;
        else if (Count == Indexed) BuildIndex();
    }

    public JqObject Copy(int more = 1)
    {
        var copy = new JqObject(Count + more);
        Keys.CopyTo(copy._keys);
        Values.CopyTo(copy._values);
        copy.Count = Count;
        if (Count >= Indexed) copy.BuildIndex();
        return copy;
    }

    public JqObject With(string key, JqValue value)
    {
        var copy = Copy();
        copy.Set(key, value);
        return copy;
    }

    public JqObject Without(string key)
    {
        if (Find(key) < 0) return this;
        var rest = new JqObject(Count);
        for (var i = 0; i < Count; i++)
        {
            if (_keys[i] != key) rest.Set(_keys[i], _values[i]);
        }

        return rest;
    }

    /// <summary>The keys as jq sorts them: by code points.</summary>
    public string[] SortedKeys()
    {
        var keys = Keys.ToArray();
        System.Array.Sort(keys, JqOrder.CompareText);
        return keys;
    }

    private int Find(string key)
    {
        if (_index is not null) return _index.GetValueOrDefault(key, -1);
        for (var i = 0; i < Count; i++)
        {
            if (_keys[i] == key) return i;
        }

        return -1;
    }

    private void BuildIndex()
    {
        _index = new Dictionary<string, int>(Count * 2, StringComparer.Ordinal);
        for (var i = 0; i < Count; i++) _index[_keys[i]] = i;
    }
}
