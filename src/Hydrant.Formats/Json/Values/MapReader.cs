using System.Runtime.CompilerServices;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Hashing;
using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Json.Values;

/// <summary>
/// Objects as maps. Readers of files expect a key once: when an object has one twice, it is read again without the
/// earlier entry.
/// </summary>
internal sealed class MapReader(HiveType type, ValueReader key, ValueReader value) : NestedReader(type)
{
    private readonly List<(UInt128 Hash, int Entry)> _seen = [];
    private readonly HashSet<int> _superseded = [];

    public override bool Read(ref JsonCursor cursor, Column column, byte first)
    {
        if (first != (byte)'{') return NotNested(ref cursor, first);
        var maps = Unsafe.As<MapColumn>(column);
        var start = cursor.At;
        var slots = maps.Key.Slots;
        _seen.Clear();
        _superseded.Clear();
        if (!ReadEntries(ref cursor, maps, isFirst: true)) return false;
        if (HasTwice())
        {
            cursor.At = start;
            maps.Key.Truncate(slots);
            maps.Value.Truncate(slots);
            if (!ReadEntries(ref cursor, maps, isFirst: false)) return false;
        }

        maps.Add();
        return true;
    }

    private bool ReadEntries(ref JsonCursor cursor, MapColumn maps, bool isFirst)
    {
        cursor.At++;
        var next = cursor.Peek();
        if (next == (byte)'}')
        {
            cursor.At++;
            return true;
        }

        for (var entry = 0; ; entry++)
        {
            if (next != (byte)'"' || !TextOf(ref cursor, out var text)) return cursor.Malformed();
            if (cursor.Peek() != (byte)':') return cursor.Malformed();
            cursor.At++;
            if (isFirst) _seen.Add((new UInt128(XxHash64.Hash(text), XxHash64.Hash(text, seed: 1)), entry));
            next = cursor.Peek();
            if (!isFirst && _superseded.Contains(entry))
            {
                if (!cursor.Skip(next)) return false;
            }
            else if (!key.ReadText(ref cursor, maps.Key, text) || !ReadValue(ref cursor, maps.Value, next))
            {
                return false;
            }

            next = cursor.Peek();
            cursor.At++;
            if (next == (byte)'}') return true;
            if (next != (byte)',') return cursor.Malformed();
            next = cursor.Peek();
        }
    }

    private bool ReadValue(ref JsonCursor cursor, Column column, byte first)
    {
        if (first != (byte)'n') return value.Read(ref cursor, column, first);
        if (!cursor.Literal("null"u8)) return false;
        column.AddNull();
        return true;
    }

    // Numbers that are written differently, such as 1 and 1.0, stay two keys.
    private bool HasTwice()
    {
        if (_seen.Count < 2) return false;
        _seen.Sort();
        for (var i = 1; i < _seen.Count; i++)
        {
            if (_seen[i].Hash == _seen[i - 1].Hash) _superseded.Add(_seen[i - 1].Entry);
        }

        return _superseded.Count > 0;
    }
}
