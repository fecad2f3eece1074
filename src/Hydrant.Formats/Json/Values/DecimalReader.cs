using System.Runtime.CompilerServices;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Json.Values;

/// <summary>
/// Decimals. Too many digits behind the point are rounded, halves away from zero; too many before it do not fit.
/// </summary>
internal sealed class DecimalReader(HiveType type, bool takesText) : NumberReader(type, takesText)
{
    protected override bool Add(ref JsonCursor cursor, Column column, scoped JsonNumber number)
    {
        if (!number.TryDecimal(Type.Precision, Type.Scale, out var unscaled)) return OutOfRange(ref cursor);
        Unsafe.As<DecimalColumn>(column).Add(unscaled);
        return true;
    }
}
