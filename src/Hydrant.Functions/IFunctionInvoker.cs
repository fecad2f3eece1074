namespace Hydrant.Functions;

/// <summary>Calls a function and waits for its answer. What goes wrong is in the answer; nothing is thrown. Safe from any thread.</summary>
public interface IFunctionInvoker
{
    /// <param name="functionArnOrName">A Lambda ARN, with or without a qualifier, or the bare name.</param>
    /// <param name="payload">JSON, as the function gets it; at most <see cref="FunctionLimits.MaxPayload"/>.</param>
    /// <param name="ct">Cancelled when nobody waits any more; a function that is at work is then ended.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    ValueTask<FunctionAnswer> InvokeAsync(string functionArnOrName, ReadOnlyMemory<byte> payload, CancellationToken ct);
}
