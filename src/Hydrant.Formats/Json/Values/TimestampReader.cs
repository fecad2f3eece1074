using System.Runtime.CompilerServices;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Json.Times;
using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Json.Values;

/// <summary>
/// Moments as the OpenX deserializer takes them: ISO 8601, the text of a SQL timestamp, or a number, in a string or
/// not,
/// of seconds (with a point or of at most 12 characters) or milliseconds since 1970.
/// </summary>
internal sealed class TimestampReader(HiveType type) : ValueReader(type)
{
    private const int MillisecondsLength = 13;
    private const long Billion = 1_000_000_000;

    public override bool Read(ref JsonCursor cursor, Column column, byte first)
    {
        if (JsonNumber.TryScan(cursor.Json, ref cursor.At, out var number)) return Add(ref cursor, column, number);
        if (first != (byte)'"') return WrongKind(ref cursor, first);
        return TextOf(ref cursor, out var text) && ReadText(ref cursor, column, text);
    }

    public override bool ReadText(ref JsonCursor cursor, Column column, scoped ReadOnlySpan<byte> text)
    {
        if (TimeText.TryIso(text, out var seconds, out var nanos))
        {
            Unsafe.As<TimestampColumn>(column).Add(seconds, nanos);
            return true;
        }

        var at = 0;
        if (JsonNumber.TryScan(text, ref at, out var number) && at == text.Length)
            return Add(ref cursor, column, number);
        return cursor.Misfit("The string is no timestamp.");
    }

    private bool Add(ref JsonCursor cursor, Column column, scoped JsonNumber number)
    {
        var isFraction = number.Text.ContainsAny((byte)'.', (byte)'e', (byte)'E');
        var scale = !isFraction && number.Text.Length >= MillisecondsLength ? 6 : 9;
        if (!number.TryDecimal(38, scale, out var nanos)) return OutOfRange(ref cursor);
        return AddNanos(ref cursor, column, nanos);
    }

    private bool AddNanos(ref JsonCursor cursor, Column column, Int128 nanos)
    {
        var seconds = nanos / Billion;
        var rest = (int)(nanos - (seconds * Billion));
        if (rest < 0)
        {
            rest += (int)Billion;
            seconds--;
        }

        if (seconds < long.MinValue || seconds > long.MaxValue) return OutOfRange(ref cursor);
        Unsafe.As<TimestampColumn>(column).Add((long)seconds, rest);
        return true;
    }
}
