using System.Runtime.CompilerServices;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Json.Values;

/// <summary>Reads an object's members into columns: those of a table, or those of a struct.</summary>
internal sealed class ObjectReader(IReadOnlyList<HiveField> fields, ValueReader[] readers, MemberNames names)
{
    private const int MaxKeyLength = 262_144;

    private readonly MemberTable _members = new(names);
    private byte[] _scratch = [];

    /// <summary>Adds one slot to every column.</summary>
    /// <param name="cursor">At the opening brace.</param>
    /// <param name="columns">One for each field.</param>
    /// <param name="slots">What each column has before.</param>
    public bool Read(ref JsonCursor cursor, Column[] columns, int slots)
    {
        cursor.At++;
        var member = _members.Start;
        var read = 0;
        var next = cursor.Peek();
        if (next == (byte)'}') cursor.At++;
        while (next != (byte)'}')
        {
            if (next != (byte)'"' || !TakeKey(ref cursor, ref member)) return cursor.Malformed();
            var first = cursor.Peek();
            var field = member.Field;
            if (field < 0)
            {
                if (!cursor.Skip(first)) return false;
            }
            else
            {
                var column = columns[field];
                if (column.Slots == slots) read++;
                else column.Truncate(slots);
                if (!ReadValue(ref cursor, field, column, first)) return false;
            }

            next = cursor.Peek();
            cursor.At++;
            if (next == (byte)'}') break;
            if (next != (byte)',') return cursor.Malformed();
            next = cursor.Peek();
            if (next == (byte)'}') return cursor.Malformed();
        }

        if (read < columns.Length) AddMissing(columns, slots);
        return true;
    }

    private static void AddMissing(Column[] columns, int slots)
    {
        foreach (var column in columns)
        {
            if (column.Slots == slots) column.AddNull();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool ReadValue(ref JsonCursor cursor, int field, Column column, byte first)
    {
        if (first == (byte)'n')
        {
            if (!cursor.Literal("null"u8)) return false;
            column.AddNull();
            return true;
        }

        if (readers[field].Read(ref cursor, column, first)) return true;
        cursor.Within(fields[field].Name);
        return false;
    }

    // Takes the colon too.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TakeKey(ref JsonCursor cursor, ref MemberTable.Member member)
    {
        var expected = member.Next;
        if (expected is null || !cursor.Rest.StartsWith(expected.Token)) return TakeOtherKey(ref cursor, ref member);
        cursor.At += expected.Token.Length;
        member = expected;
        return true;
    }

    private bool TakeOtherKey(ref JsonCursor cursor, ref MemberTable.Member member)
    {
        if (!cursor.String(out var written, out var escaped)) return false;
        if (written.Length > MaxKeyLength)
            return cursor.Misfit($"Length of json key must not be greater than {MaxKeyLength}");
        var meaning = written;
        if (escaped)
        {
            if (_scratch.Length < written.Length) _scratch = new byte[Math.Max(256, written.Length)];
            if (!JsonEscapes.TryUnescape(written, _scratch, out var length)) return false;
            meaning = _scratch.AsSpan(0, length);
        }

        if (cursor.Peek() != (byte)':') return false;
        cursor.At++;
        member = _members.Find(member, written, meaning);
        return true;
    }
}
