namespace Hydrant.Tables.Model;

/// <summary>How rows stand in files.</summary>
public sealed record SerDeInfo
{
    public string? Name { get; set; }

    public string? SerializationLibrary { get; set; }

    public Dictionary<string, string>? Parameters { get; set; }
}
