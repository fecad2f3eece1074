using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Json.Values;

/// <summary>Structs, arrays and maps.</summary>
internal abstract class NestedReader(HiveType type) : ValueReader(type)
{
    protected bool NotNested(ref JsonCursor cursor, byte first)
    {
        if (first is (byte)'{' or (byte)'[') return WrongKind(ref cursor, first);
        if (!cursor.Skip(first)) return false;
        return cursor.Misfit("A scalar type was found in the data but a complex type was specified on the schema.");
    }
}
