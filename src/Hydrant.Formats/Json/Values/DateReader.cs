using System.Runtime.CompilerServices;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Json.Times;
using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Json.Values;

/// <summary>Dates: <c>yyyy-MM-dd</c> in a string.</summary>
internal sealed class DateReader(HiveType type) : ValueReader(type)
{
    public override bool Read(ref JsonCursor cursor, Column column, byte first)
    {
        if (first != (byte)'"') return WrongKind(ref cursor, first);
        return TextOf(ref cursor, out var text) && ReadText(ref cursor, column, text);
    }

    public override bool ReadText(ref JsonCursor cursor, Column column, scoped ReadOnlySpan<byte> text)
    {
        if (!TimeText.TryDate(text, out var days)) return cursor.Misfit("The string is no date.");
        Unsafe.As<LongColumn>(column).Add(days);
        return true;
    }
}
