namespace Hydrant.Tables.Registry;

/// <summary>A version in its schema's list.</summary>
public sealed record SchemaVersionEntry
{
    /// <summary>From 1; numbers of versions that were deleted are not given again.</summary>
    public required long Number { get; init; }

    /// <summary>A UUID in lower case; the definition is found by it.</summary>
    public required string Id { get; init; }

    /// <summary>False when it was not compatible: it is kept, and never used.</summary>
    public required bool IsAvailable { get; init; }

    public required long CreatedAtMs { get; init; }

    /// <summary>As the API spells it.</summary>
    public string Status => IsAvailable ? "AVAILABLE" : "FAILURE";
}
