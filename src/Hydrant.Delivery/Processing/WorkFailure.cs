namespace Hydrant.Delivery.Processing;

/// <summary>A record that a transform gave up, and why; it goes to the error output.</summary>
/// <param name="Record">With the bytes it came with.</param>
/// <param name="Code">As AWS names it, e.g. <c>Lambda.FunctionError</c>.</param>
/// <param name="Message">For people.</param>
public readonly record struct WorkFailure(WorkRecord Record, string Code, string Message)
{
    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>The function that failed; null when none had a part in it.</summary>
    public string? FunctionArn { get; init; }
}
