namespace Hydrant.Jq;

/// <summary>How a run ended.</summary>
/// <param name="Count">Results that were written before the end.</param>
/// <param name="Error">jq's text of the error that ended the run; null when there was none.</param>
public readonly record struct JqResult(int Count, string? Error)
{
    public bool Ok => Error is null;
}
