namespace Hydrant.Tables.Model;

/// <summary>The schema of the registry that gives a table its columns.</summary>
public sealed record SchemaReference
{
    public SchemaId? SchemaId { get; set; }

    public string? SchemaVersionId { get; set; }

    public long? SchemaVersionNumber { get; set; }
}
