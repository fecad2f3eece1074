namespace Hydrant.Api.Faults;

/// <summary>
/// What is to go wrong with which calls. Rates are shares of the calls, from 0, never, to 1, always. Normative for the
/// members and their meaning: docs/operations/faults.md.
/// </summary>
public sealed record FaultRule
{
    public static readonly TimeSpan MaxLatency = TimeSpan.FromMinutes(1);

    /// <summary><c>kinesis</c> or <c>firehose</c>; null for both.</summary>
    public string? Service { get; init; }

    /// <summary>The operation as in the API; null for all.</summary>
    public string? Operation { get; init; }

    /// <summary>The stream or delivery stream by name; null for all, and for calls that name none.</summary>
    public string? Stream { get; init; }

    /// <summary>Calls that are told to come back later.</summary>
    public double Throttle { get; init; }

    /// <summary>Calls that fail with an error of the server, before anything was done.</summary>
    public double InternalError { get; init; }

    /// <summary>Records of PutRecords that fail while the others are stored.</summary>
    public double PartialFailure { get; init; }

    /// <summary>How those records fail: throttled, or with an error of the server.</summary>
    public bool PartialIsInternal { get; init; }

    /// <summary>How much longer calls take.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Calls that take longer.</summary>
    public double LatencyRate { get; init; } = 1;

    public bool Fits(string service, string operation, string? stream) =>
        (Service is null || Service == service)
        && (Operation is null || Operation == operation)
        && (Stream is null || Stream == stream);

    public IEnumerable<string> Mistakes()
    {
        if (Service is not (null or "kinesis" or "firehose")) yield return $"service must be kinesis or firehose, not '{Service}'.";
        if (Operation is "" or "*") yield return "operation must be the name of one; leave it out for all.";
        if (Stream is "" or "*") yield return "stream must be the name of one; leave it out for all.";
        (string Name, double Rate)[] rates =
        [
            ("throttle", Throttle), ("internalError", InternalError), ("partialFailure", PartialFailure), ("latencyRate", LatencyRate),
        ];
        foreach (var (name, rate) in rates)
        {
            if (!(rate is >= 0 and <= 1)) yield return $"{name} must be from 0 to 1, not {rate}.";
        }

        if (PartialFailure > 0 && (Service is not (null or "kinesis") || Operation is not (null or "PutRecords")))
            yield return "partialFailure is for PutRecords of kinesis.";
        if (Latency < TimeSpan.Zero || Latency > MaxLatency)
            yield return $"latencyMs must be from 0 to {MaxLatency.TotalMilliseconds}, not {Latency.TotalMilliseconds}.";
    }
}
