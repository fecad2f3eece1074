namespace Hydrant.Delivery.Failures;

/// <summary>How far an object of the error output was put again.</summary>
/// <param name="Records">How many of its records, from the first.</param>
/// <param name="AtMs">When the last of them was, epoch milliseconds.</param>
/// <param name="IsDone">False when it was interrupted; the next replay goes on behind them.</param>
public sealed record FailureReplay(long Records, long AtMs, bool IsDone);
