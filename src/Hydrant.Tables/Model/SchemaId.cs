namespace Hydrant.Tables.Model;

/// <summary>A schema of the registry, by its ARN, or by its name and its registry's.</summary>
public sealed record SchemaId
{
    public string? SchemaArn { get; set; }

    public string? SchemaName { get; set; }

    public string? RegistryName { get; set; }
}
