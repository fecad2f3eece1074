namespace Hydrant.Tables.Avro;

/// <summary>A type of Avro. Records may contain themselves, so two schemas are compared by reference only.</summary>
internal sealed class AvroSchema(AvroKind kind)
{
    public AvroKind Kind => kind;

    /// <summary>Namespace and name, of records, enums and fixed.</summary>
    public string FullName { get; init; } = "";

    /// <summary>The name without its namespace; by it a reader and a writer find each other.</summary>
    public string Name => FullName[(FullName.LastIndexOf('.') + 1)..];

    /// <summary>Full names.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Of a record. Filled after it was made, as its fields may be of its own type.</summary>
    public IReadOnlyList<AvroField> Fields { get; set; } = [];

    /// <summary>Of an enum.</summary>
    public IReadOnlyList<string> Symbols { get; init; } = [];

    /// <summary>Of an enum: what a reader takes for a symbol that it does not know.</summary>
    public string? DefaultSymbol { get; init; }

    /// <summary>What an array or a map holds.</summary>
    public AvroSchema? Item { get; init; }

    /// <summary>Of a union.</summary>
    public IReadOnlyList<AvroSchema> Branches { get; init; } = [];

    /// <summary>Bytes of a fixed.</summary>
    public int Size { get; init; }

    /// <summary>What the value means, such as <c>date</c>; null when it means itself, or when the mark makes no sense.</summary>
    public string? Logical { get; init; }

    public int Precision { get; init; }

    public int Scale { get; init; }

    public bool IsPrimitive => kind <= AvroKind.String;

    public bool IsNamed => kind is AvroKind.Record or AvroKind.Enum or AvroKind.Fixed;

    /// <summary>The word for a primitive type or for what is not named; its full name for what is.</summary>
    public string Word => IsNamed ? FullName : kind.ToString().ToLowerInvariant();
}
