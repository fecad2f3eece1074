namespace Hydrant.Conformance.Pipelines;

/// <summary>An event and what is to become of it.</summary>
internal sealed record LogEvent(string Text, string? App, string Region, int Hour)
{
    /// <summary>No JSON: the function says that it failed.</summary>
    public bool IsMalformed { get; init; }

    /// <summary>Its status is no number: no row of the table.</summary>
    public bool IsUnfit { get; init; }

    /// <summary>The function drops what names no app.</summary>
    public bool IsDropped => !IsMalformed && App is null;

    public bool IsRow => !IsMalformed && !IsDropped && !IsUnfit;
}
