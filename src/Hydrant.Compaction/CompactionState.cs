namespace Hydrant.Compaction;

/// <summary>A run as others see it.</summary>
/// <param name="IsRunning">Whether it joins, or waits until it may delete.</param>
/// <param name="Failure">What ended it before its end; null for nothing.</param>
public sealed record CompactionState(string Bucket, string Prefix, bool IsRunning, string? Failure, CompactionReport Report);
