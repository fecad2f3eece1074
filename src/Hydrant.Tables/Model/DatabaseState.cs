namespace Hydrant.Tables.Model;

/// <summary>A database as the catalogue keeps it.</summary>
public sealed record DatabaseState
{
    /// <summary>The name is in lower case.</summary>
    public required DatabaseInput Input { get; init; }

    public required long CreatedAtMs { get; init; }

    public string Name => Input.Name!;
}
