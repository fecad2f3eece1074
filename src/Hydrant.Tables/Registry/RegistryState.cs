namespace Hydrant.Tables.Registry;

/// <summary>A registry as the catalogue keeps it.</summary>
public sealed record RegistryState
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    public Dictionary<string, string>? Tags { get; init; }

    public required long CreatedAtMs { get; init; }

    public required long UpdatedAtMs { get; init; }
}
