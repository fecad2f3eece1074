namespace Hydrant.Tables.Model;

/// <summary>A column as the catalogue's API knows it; the type is Hive's text, and may be missing.</summary>
public sealed record Column
{
    public string? Name { get; set; }

    public string? Type { get; set; }

    public string? Comment { get; set; }

    public Dictionary<string, string>? Parameters { get; set; }
}
