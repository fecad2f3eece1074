using Hydrant.Formats.Columns;
using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Json.Values;

/// <summary>What is written as a number, or, where the deserializer allows it, as a number in a string.</summary>
internal abstract class NumberReader(HiveType type, bool takesText) : ValueReader(type)
{
    public sealed override bool Read(ref JsonCursor cursor, Column column, byte first)
    {
        if (JsonNumber.TryScan(cursor.Json, ref cursor.At, out var number)) return Add(ref cursor, column, number);
        if (first != (byte)'"' || !takesText) return WrongKind(ref cursor, first);
        return TextOf(ref cursor, out var text) && ReadText(ref cursor, column, text);
    }

    public override bool ReadText(ref JsonCursor cursor, Column column, scoped ReadOnlySpan<byte> text)
    {
        text = text.Trim((byte)' ');
        if (text.Length > 0 && text[0] == (byte)'+') text = text[1..];
        var at = 0;
        if (JsonNumber.TryScan(text, ref at, out var number) && at == text.Length)
            return Add(ref cursor, column, number);
        return AddWord(column, text) || cursor.Misfit($"The string is no {Type}.");
    }

    protected abstract bool Add(ref JsonCursor cursor, Column column, scoped JsonNumber number);

    /// <summary>Numbers that have no digits.</summary>
    protected virtual bool AddWord(Column column, scoped ReadOnlySpan<byte> text) => false;
}
