using Hydrant.Formats.Columns;
using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Orc.Writers;

/// <summary>
/// The values of a text column as they are written: those of char filled with spaces to as many bytes as the type has
/// code points. Readers trim or fill them by code points, or take them for texts of so many bytes.
/// </summary>
internal sealed class TextValues(HiveType type)
{
    private readonly byte[] _filled = type.Kind == HiveKind.Char ? new byte[type.Length] : [];
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
            if (value.Length >= type.Length) return value;
            value.CopyTo(_filled);
            _filled.AsSpan(value.Length).Fill((byte)' ');
            return _filled;
        }
    }

    public void Bind(BytesColumn column) => _column = column;
}
