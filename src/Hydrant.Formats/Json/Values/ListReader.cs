using System.Runtime.CompilerServices;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Json.Values;

/// <summary>Arrays.</summary>
internal sealed class ListReader(HiveType type, ValueReader element) : NestedReader(type)
{
    public override bool Read(ref JsonCursor cursor, Column column, byte first)
    {
        if (first != (byte)'[') return NotNested(ref cursor, first);
        var lists = Unsafe.As<ListColumn>(column);
        cursor.At++;
        var next = cursor.Peek();
        if (next == (byte)']')
        {
            cursor.At++;
            lists.Add();
            return true;
        }

        while (true)
        {
            if (next == (byte)'n')
            {
                if (!cursor.Literal("null"u8)) return false;
                lists.Element.AddNull();
            }
            else if (!element.Read(ref cursor, lists.Element, next))
            {
                return false;
            }

            next = cursor.Peek();
            cursor.At++;
            if (next == (byte)']') break;
            if (next != (byte)',') return cursor.Malformed();
            next = cursor.Peek();
        }

        lists.Add();
        return true;
    }
}
