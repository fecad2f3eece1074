using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Columns;

/// <summary>Structs. Each member's column has a slot for every struct that is there, none for a null struct.</summary>
public sealed class StructColumn : Column
{
    private readonly Column[] _fields;
    private int _count;

    public StructColumn(HiveType type)
        : base(type) => _fields = [.. type.Fields.Select(field => Of(field.Type))];

    public override int Count => _count;

    /// <summary>In the order of the type's members.</summary>
    public IReadOnlyList<Column> Fields => _fields;

    internal Column[] Members => _fields;

    public override long Bytes
    {
        get
        {
            var bytes = PresenceBytes;
            foreach (var member in _fields) bytes += member.Bytes;
            return bytes;
        }
    }

    /// <summary>A struct is there; the caller adds one slot to each member's column.</summary>
    public void Add()
    {
        _count++;
        AddSlot();
    }

    // A record that failed halfway may have left members ahead of or behind the others.
    protected override void TruncateValues(int count)
    {
        foreach (var field in _fields) field.Truncate(Math.Min(count, field.Slots));
        _count = count;
    }

    protected override void Release()
    {
        foreach (var field in _fields) field.Dispose();
        _count = 0;
    }
}
