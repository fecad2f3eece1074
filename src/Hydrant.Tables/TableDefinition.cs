using System.Collections.Immutable;

namespace Hydrant.Tables;

/// <summary>What somebody who writes files for a table must know of it.</summary>
public sealed record TableDefinition
{
    public required string Database { get; init; }

    public required string Name { get; init; }

    /// <summary>The version that was found, e.g. <c>"3"</c>; never <c>LATEST</c>.</summary>
    public required string VersionId { get; init; }

    /// <summary>In the order of the table, without the partition keys.</summary>
    public required ImmutableArray<TableColumn> Columns { get; init; }

    public required ImmutableArray<TableColumn> PartitionKeys { get; init; }

    public string? Location { get; init; }

    public string? InputFormat { get; init; }

    public string? OutputFormat { get; init; }

    public string? SerializationLibrary { get; init; }

    public ImmutableSortedDictionary<string, string> SerdeParameters { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableSortedDictionary<string, string> Parameters { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;
}
