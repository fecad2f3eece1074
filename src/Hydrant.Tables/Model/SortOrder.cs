namespace Hydrant.Tables.Model;

/// <summary>A column that data is sorted by.</summary>
public sealed record SortOrder
{
    public string? Column { get; set; }

    /// <summary>1 ascending, 0 descending.</summary>
    public int? Direction { get; set; }
}
