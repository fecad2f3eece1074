namespace Hydrant.Tables.Model;

/// <summary>A database as its maker describes it.</summary>
public sealed record DatabaseInput
{
    public string? Name { get; set; }

    public string? Description { get; set; }

    public string? LocationUri { get; set; }

    public Dictionary<string, string>? Parameters { get; set; }
}
