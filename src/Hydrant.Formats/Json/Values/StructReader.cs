using System.Runtime.CompilerServices;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Json.Values;

/// <summary>Objects as structs.</summary>
internal sealed class StructReader(HiveType type, ObjectReader members) : NestedReader(type)
{
    public override bool Read(ref JsonCursor cursor, Column column, byte first)
    {
        if (first != (byte)'{') return NotNested(ref cursor, first);
        var structs = Unsafe.As<StructColumn>(column);
        var slots = structs.Count;
        structs.Add();
        return members.Read(ref cursor, structs.Members, slots);
    }
}
