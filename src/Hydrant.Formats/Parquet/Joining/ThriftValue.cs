using Hydrant.Core;

namespace Hydrant.Formats.Parquet.Joining;

/// <summary>
/// A value of Thrift's compact protocol as it came, so that what is not understood here is written again as it was.
/// </summary>
internal sealed class ThriftValue
{
    private static readonly List<ThriftValue> NoElements = [];
    private static readonly SortedDictionary<int, ThriftValue> NoFields = [];

    private ThriftValue(ThriftType type) => Type = type;

    public ThriftType Type { get; }

    /// <summary>Of booleans (0 and 1), integers, and the bits of a double.</summary>
    public long Number { get; private init; }

    public ReadOnlyMemory<byte> Bytes { get; private init; }

    /// <summary>Of a list.</summary>
    public ThriftType ElementType { get; private init; }

    public List<ThriftValue> Elements { get; private init; } = NoElements;

    /// <summary>Of a list whose elements are in <see cref="Bytes"/> as they are written; null of all others.</summary>
    public int? WrittenElements { get; private init; }

    /// <summary>Of a struct, by number.</summary>
    public SortedDictionary<int, ThriftValue> Fields { get; private init; } = NoFields;

    public static ThriftValue Of(ThriftType type, long number) => new(type) { Number = number };

    public static ThriftValue Of(ReadOnlyMemory<byte> bytes) => new(ThriftType.Binary) { Bytes = bytes };

    public static ThriftValue ListOf(ThriftType elementType, List<ThriftValue> elements) =>
        new(ThriftType.List) { ElementType = elementType, Elements = elements };

    public static ThriftValue ListOfWritten(ThriftType elementType, int count, ReadOnlyMemory<byte> elements) =>
        new(ThriftType.List) { ElementType = elementType, WrittenElements = count, Bytes = elements };

    public static ThriftValue StructOf(SortedDictionary<int, ThriftValue> fields) => new(ThriftType.Struct) { Fields = fields };

    /// <summary>The number of a field, or null when it is not there.</summary>
    /// <exception cref="InvalidDataException">The field is no integer.</exception>
    public long? NumberOf(int field)
    {
        if (!Fields.TryGetValue(field, out var value)) return null;
        return value.Type is ThriftType.Int8 or ThriftType.Int16 or ThriftType.Int32 or ThriftType.Int64
            ? value.Number
            : throw new InvalidDataException($"field {field} of its footer is no integer");
    }

    /// <summary>The structs of a list.</summary>
    /// <exception cref="InvalidDataException">There is no such field, or it holds something else.</exception>
    public IReadOnlyList<ThriftValue> StructsOf(int field) =>
        Fields.TryGetValue(field, out var value) && value is { Type: ThriftType.List } list
            && (list.ElementType == ThriftType.Struct || list.Elements.Count == 0)
            ? list.Elements
            : throw new InvalidDataException($"field {field} of its footer is no list of structs");

    /// <summary>Puts another number into an integer field.</summary>
    public void Set(int field, long number)
    {
        Invariant.That(Fields.ContainsKey(field));
        Fields[field] = Of(Fields[field].Type, number);
    }
}
