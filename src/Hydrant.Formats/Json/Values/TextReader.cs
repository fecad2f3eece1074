using System.Runtime.CompilerServices;
using System.Text;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Json.Values;

/// <summary>
/// string, char, varchar and binary. Numbers and booleans are kept as they are written; so are objects and arrays where
/// the deserializer allows it. char and varchar are cut to their length in code points; binary is the text's UTF-8.
/// </summary>
internal sealed class TextReader(HiveType type, bool takesNested) : ValueReader(type)
{
    private readonly int _length = type.Length;

    public override bool Read(ref JsonCursor cursor, Column column, byte first)
    {
        var bytes = Unsafe.As<BytesColumn>(column);
        if (first == (byte)'"')
        {
            if (!cursor.String(out var text, out var escaped)) return false;
            if (escaped) return AddEscaped(ref cursor, bytes, text);
            bytes.Add(_length == 0 ? text : Cut(text));
            return true;
        }

        if (!takesNested && first is (byte)'{' or (byte)'[') return WrongKind(ref cursor, first);
        var start = cursor.At;
        if (!cursor.Skip(first)) return false;
        bytes.Add(Cut(cursor.Json[start..cursor.At]));
        return true;
    }

    public override bool ReadText(ref JsonCursor cursor, Column column, scoped ReadOnlySpan<byte> text)
    {
        Unsafe.As<BytesColumn>(column).Add(Cut(text));
        return true;
    }

    private bool AddEscaped(ref JsonCursor cursor, BytesColumn column, ReadOnlySpan<byte> text)
    {
        var room = column.Room(text.Length);
        if (!JsonEscapes.TryUnescape(text, room, out var written)) return cursor.Malformed();
        column.Commit(Cut(room[..written]).Length);
        return true;
    }

    private ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> text)
    {
        if (_length == 0 || text.Length <= _length) return text;
        var at = 0;
        for (var count = 0; count < _length && at < text.Length; count++)
        {
            Rune.DecodeFromUtf8(text[at..], out _, out var taken);
            at += taken;
        }

        return text[..at];
    }
}
