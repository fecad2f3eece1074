using System.Runtime.CompilerServices;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Json.Values;

/// <summary>true and false, in a string too where the deserializer allows it.</summary>
internal sealed class BooleanReader(HiveType type, bool takesText) : ValueReader(type)
{
    public override bool Read(ref JsonCursor cursor, Column column, byte first)
    {
        switch (first)
        {
            case (byte)'t':
                if (!cursor.Literal("true"u8)) return false;
                Unsafe.As<LongColumn>(column).Add(1);
                return true;
            case (byte)'f':
                if (!cursor.Literal("false"u8)) return false;
                Unsafe.As<LongColumn>(column).Add(0);
                return true;
            case (byte)'"' when takesText:
                return TextOf(ref cursor, out var text) && ReadText(ref cursor, column, text);
            default:
                return WrongKind(ref cursor, first);
        }
    }

    public override bool ReadText(ref JsonCursor cursor, Column column, scoped ReadOnlySpan<byte> text)
    {
        var isTrue = System.Text.Ascii.EqualsIgnoreCase(text, "true"u8);
        if (!isTrue && !System.Text.Ascii.EqualsIgnoreCase(text, "false"u8))
            return cursor.Misfit($"The string is no {Type}.");
        Unsafe.As<LongColumn>(column).Add(isTrue ? 1 : 0);
        return true;
    }
}
