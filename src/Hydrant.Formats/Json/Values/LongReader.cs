using System.Runtime.CompilerServices;
using Hydrant.Core;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Json.Values;

/// <summary>tinyint, smallint, int and bigint.</summary>
internal sealed class LongReader : NumberReader
{
    private readonly long _min;
    private readonly long _max;

    public LongReader(HiveType type, bool takesText)
        : base(type, takesText)
    {
        (_min, _max) = type.Kind switch
        {
            HiveKind.TinyInt => (sbyte.MinValue, sbyte.MaxValue),
            HiveKind.SmallInt => (short.MinValue, short.MaxValue),
            HiveKind.Int => (int.MinValue, int.MaxValue),
            HiveKind.BigInt => (long.MinValue, long.MaxValue),
            _ => throw new InvariantException($"{type} is no whole number"),
        };
    }

    protected override bool Add(ref JsonCursor cursor, Column column, scoped JsonNumber number)
    {
        if (!number.TryLong(out var value) || value < _min || value > _max) return OutOfRange(ref cursor);
        Unsafe.As<LongColumn>(column).Add(value);
        return true;
    }
}
