namespace Hydrant.Tables.Model;

/// <summary>Values that are so frequent that they have files of their own.</summary>
public sealed record SkewedInfo
{
    public List<string>? ColumnNames { get; set; }

    public List<string>? ColumnValues { get; set; }

    public Dictionary<string, string>? ValueLocations { get; set; }
}
