using System.Collections.Immutable;
using Hydrant.Core;

namespace Hydrant.Tables.Registry;

/// <summary>A definition that is valid in its format.</summary>
internal abstract class ParsedSchema
{
    /// <summary>The same text for definitions that mean the same.</summary>
    public abstract string Canonical { get; }

    /// <summary>Why data of the other schema, of the same format, cannot be read by this one; null when they can.</summary>
    public abstract string? CannotRead(ParsedSchema writer);

    /// <summary>The columns of a table whose rows have this schema.</summary>
    public abstract Outcome<ImmutableArray<TableColumn>> Columns();
}
