namespace Hydrant.Tables.Registry;

/// <summary>A version's definition, as the catalogue keeps it: by the version's id alone.</summary>
public sealed record SchemaVersionState
{
    public required string Registry { get; init; }

    public required string Schema { get; init; }

    public required string Id { get; init; }

    public required string Definition { get; init; }
}
