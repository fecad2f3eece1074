namespace Hydrant.Tables.Model;

/// <summary>A table as its maker describes it.</summary>
public sealed record TableInput
{
    public string? Name { get; set; }

    public string? Description { get; set; }

    public string? Owner { get; set; }

    /// <summary>Epoch milliseconds.</summary>
    public long? LastAccessTimeMs { get; set; }

    /// <summary>Epoch milliseconds.</summary>
    public long? LastAnalyzedTimeMs { get; set; }

    public int? Retention { get; set; }

    public StorageDescriptor? StorageDescriptor { get; set; }

    public List<Column>? PartitionKeys { get; set; }

    public string? ViewOriginalText { get; set; }

    public string? ViewExpandedText { get; set; }

    public string? TableType { get; set; }

    public Dictionary<string, string>? Parameters { get; set; }
}
