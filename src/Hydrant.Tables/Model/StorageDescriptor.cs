namespace Hydrant.Tables.Model;

/// <summary>Where a table's files are, and what is in them.</summary>
public sealed record StorageDescriptor
{
    public List<Column>? Columns { get; set; }

    public string? Location { get; set; }

    public List<string>? AdditionalLocations { get; set; }

    public string? InputFormat { get; set; }

    public string? OutputFormat { get; set; }

    public bool? Compressed { get; set; }

    public int? NumberOfBuckets { get; set; }

    public SerDeInfo? SerdeInfo { get; set; }

    public List<string>? BucketColumns { get; set; }

    public List<SortOrder>? SortColumns { get; set; }

    public Dictionary<string, string>? Parameters { get; set; }

    public SkewedInfo? SkewedInfo { get; set; }

    public bool? StoredAsSubDirectories { get; set; }

    public SchemaReference? SchemaReference { get; set; }
}
