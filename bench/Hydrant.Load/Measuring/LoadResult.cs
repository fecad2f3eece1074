namespace Hydrant.Load.Measuring;

/// <summary>What one run measured.</summary>
internal sealed record LoadResult(double Seconds, long Requests, long Errors, string? FirstError, Histogram Latency)
{
    /// <summary>Requests, those before and after the measured time included.</summary>
    public long Acknowledged { get; init; }

    public double PerSecond => Requests / Seconds;

    public string Line(int recordsPerRequest, int recordSize) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{PerSecond,9:0} req/s {PerSecond * recordsPerRequest,10:0} rec/s {PerSecond * recordsPerRequest * recordSize / 1048576,7:0.0} MiB/s"
        + $"  p50 {Latency.Percentile(50) / 1000.0,7:0.00} p90 {Latency.Percentile(90) / 1000.0,7:0.00} p99 {Latency.Percentile(99) / 1000.0,7:0.00}"
        + $" p99.9 {Latency.Percentile(99.9) / 1000.0,7:0.00} max {Latency.MaxMicroseconds / 1000.0,7:0.00} ms  errors {Errors}");
}
