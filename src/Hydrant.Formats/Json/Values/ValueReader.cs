using Hydrant.Formats.Columns;
using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Json.Values;

/// <summary>
/// Reads values of one type into its column. What it could not read it may leave half done: the row is taken back.
/// </summary>
internal abstract class ValueReader(HiveType type)
{
    private byte[] _scratch = [];

    public HiveType Type { get; } = type;

    /// <summary>Adds one slot to the column.</summary>
    /// <param name="cursor">At the value's first byte; behind the value afterwards.</param>
    /// <param name="column">Of this reader's type.</param>
    /// <param name="first">The first byte; not that of null.</param>
    public abstract bool Read(ref JsonCursor cursor, Column column, byte first);

    /// <summary>Adds one slot from text: a map's key, or a value that stands in a string.</summary>
    public virtual bool ReadText(ref JsonCursor cursor, Column column, scoped ReadOnlySpan<byte> text) =>
        cursor.Misfit($"{Type} cannot be read from a string.");

    /// <summary>The meaning of the string that begins here; valid until the next call.</summary>
    public bool TextOf(ref JsonCursor cursor, out ReadOnlySpan<byte> text)
    {
        if (!cursor.String(out text, out var escaped)) return false;
        if (!escaped) return true;
        if (_scratch.Length < text.Length) _scratch = new byte[Math.Max(256, text.Length)];
        if (!JsonEscapes.TryUnescape(text, _scratch, out var written)) return cursor.Malformed();
        text = _scratch.AsSpan(0, written);
        return true;
    }

    /// <summary>The value here has another type than the column; what is no JSON at all is told from that.</summary>
    protected bool WrongKind(ref JsonCursor cursor, byte first)
    {
        if (!cursor.Skip(first)) return false;
        return cursor.Misfit($"{NameOf(first)} was found in the data but {Type} was specified on the schema.");
    }

    protected bool OutOfRange(ref JsonCursor cursor) => cursor.Misfit($"The value does not fit into {Type}.");

    private static string NameOf(byte first) => first switch
    {
        (byte)'"' => "A string",
        (byte)'{' => "An object",
        (byte)'[' => "An array",
        (byte)'t' or (byte)'f' => "A boolean",
        _ => "A number",
    };
}
