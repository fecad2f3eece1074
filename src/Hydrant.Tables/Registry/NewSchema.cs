namespace Hydrant.Tables.Registry;

/// <summary>A schema that is to be made.</summary>
public sealed record NewSchema(SchemaKey Key, string DataFormat, string Compatibility)
{
    public string? Description { get; init; }

    public Dictionary<string, string>? Tags { get; init; }

    /// <summary>The first version's; without it the schema has no version yet.</summary>
    public string? Definition { get; init; }
}
