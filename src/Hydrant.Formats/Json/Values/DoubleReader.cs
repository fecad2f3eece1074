using System.Runtime.CompilerServices;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Json.Values;

/// <summary>
/// float and double. A number that is too large for them does not fit; infinity can be had by its name.
/// </summary>
internal sealed class DoubleReader(HiveType type, bool takesText) : NumberReader(type, takesText)
{
    private readonly bool _isFloat = type.Kind == HiveKind.Float;

    protected override bool Add(ref JsonCursor cursor, Column column, scoped JsonNumber number)
    {
        var value = _isFloat ? number.ToFloat() : number.ToDouble();
        if (!double.IsFinite(value)) return OutOfRange(ref cursor);
        Unsafe.As<DoubleColumn>(column).Add(value);
        return true;
    }

    protected override bool AddWord(Column column, scoped ReadOnlySpan<byte> text)
    {
        double? value = text switch
        {
            _ when text.SequenceEqual("NaN"u8) => double.NaN,
            _ when text.SequenceEqual("Infinity"u8) => double.PositiveInfinity,
            _ when text.SequenceEqual("-Infinity"u8) => double.NegativeInfinity,
            _ => null,
        };
        if (value is null) return false;
        Unsafe.As<DoubleColumn>(column).Add(value.Value);
        return true;
    }
}
