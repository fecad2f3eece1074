using Hydrant.Formats.Columns;
using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Orc.Writers;

/// <summary>The values of a text column as they are written: those of char filled with spaces to the type's length.</summary>
internal sealed class TextValues(HiveType type)
{
    private const int MaxUtf8 = 4;

    private readonly byte[] _filled = type.Kind == HiveKind.Char ? new byte[type.Length * MaxUtf8] : [];
    private BytesColumn _column = null!;

    /// <summary>Whether values stand in the column as they are written, one behind the other.</summary>
    public bool AreAsStored => _filled.Length == 0;

    public ReadOnlySpan<int> Ends => _column.Ends;

    public ReadOnlySpan<byte> Data => _column.Data;

    /// <summary>Valid until the next one is asked for.</summary>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            var value = _column[index];
            if (AreAsStored) return value;
            var missing = type.Length - CodePoints(value);
            if (missing <= 0) return value;
            value.CopyTo(_filled);
            _filled.AsSpan(value.Length, missing).Fill((byte)' ');
            return _filled.AsSpan(0, value.Length + missing);
        }
    }

    public void Bind(BytesColumn column) => _column = column;

    private static int CodePoints(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var part in text) count += (part & 0xC0) == 0x80 ? 0 : 1;
        return count;
    }
}
