using System.Runtime.CompilerServices;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Json.Times;
using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Json.Values;

/// <summary>
/// Moments as the Hive deserializer takes them: each pattern in turn, milliseconds since 1970 where <c>millis</c> is
/// one, and at last the text of a SQL timestamp.
/// </summary>
/// <param name="patterns">Null stands for <c>millis</c>.</param>
internal sealed class PatternTimestampReader(HiveType type, IReadOnlyList<JodaPattern?> patterns) : ValueReader(type)
{
    public override bool Read(ref JsonCursor cursor, Column column, byte first)
    {
        var start = cursor.At;
        if (JsonNumber.TryScan(cursor.Json, ref cursor.At, out _))
            return ReadText(ref cursor, column, cursor.Json[start..cursor.At]);
        if (first != (byte)'"') return WrongKind(ref cursor, first);
        return TextOf(ref cursor, out var text) && ReadText(ref cursor, column, text);
    }

    public override bool ReadText(ref JsonCursor cursor, Column column, scoped ReadOnlySpan<byte> text)
    {
        foreach (var pattern in patterns)
        {
            long seconds;
            int nanos;
            var fits = pattern is null
                ? TryMillis(text, out seconds, out nanos)
                : pattern.TryParse(text, out seconds, out nanos);
            if (fits) return Add(column, seconds, nanos);
        }

        if (TimeText.TryPlain(text, out var plainSeconds, out var plainNanos))
            return Add(column, plainSeconds, plainNanos);
        return cursor.Misfit("The value is no timestamp of the given formats.");
    }

    private static bool Add(Column column, long seconds, int nanos)
    {
        Unsafe.As<TimestampColumn>(column).Add(seconds, nanos);
        return true;
    }

    private static bool TryMillis(ReadOnlySpan<byte> text, out long seconds, out int nanos)
    {
        (seconds, nanos) = (0, 0);
        var at = 0;
        if (!JsonNumber.TryScan(text, ref at, out var number) || at != text.Length) return false;
        if (!number.TryDecimal(38, 0, out var wide) || wide < long.MinValue || wide > long.MaxValue) return false;
        var millis = (long)wide;
        seconds = Math.DivRem(millis, 1_000, out var rest);
        if (rest < 0)
        {
            rest += 1_000;
            seconds--;
        }

        nanos = (int)rest * 1_000_000;
        return true;
    }
}
