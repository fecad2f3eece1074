namespace Hydrant.Tables.Registry;

/// <summary>A schema with the list of its versions, as the catalogue keeps it.</summary>
public sealed record SchemaState
{
    public required string Registry { get; init; }

    public required string Name { get; init; }

    /// <summary>AVRO or JSON.</summary>
    public required string DataFormat { get; init; }

    /// <summary>As the API spells it, e.g. <c>BACKWARD_ALL</c>.</summary>
    public required string Compatibility { get; init; }

    public string? Description { get; init; }

    public Dictionary<string, string>? Tags { get; init; }

    /// <summary>The version from which on compatibility is promised.</summary>
    public required long Checkpoint { get; init; }

    public required long NextVersion { get; init; }

    /// <summary>The oldest first.</summary>
    public required List<SchemaVersionEntry> Versions { get; init; }

    public required long CreatedAtMs { get; init; }

    public required long UpdatedAtMs { get; init; }

    /// <summary>The newest version that is in use; null when all are gone or failed.</summary>
    public SchemaVersionEntry? Latest => Versions.FindLast(version => version.IsAvailable);
}
