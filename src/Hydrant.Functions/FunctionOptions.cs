using Hydrant.Core;

namespace Hydrant.Functions;

/// <summary>How functions are run on this machine.</summary>
public sealed record FunctionOptions
{
    /// <summary>False when no function may be run here; calls of functions are then answered as if there were none.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>A folder for each function, by its name.</summary>
    public required string Folder { get; init; }

    /// <summary>Where the code of uploaded functions, the runtimes' own files and the logs are kept.</summary>
    public required string State { get; init; }

    /// <summary>Processes of one function: that many calls of it are at work at the same time.</summary>
    public int MaxConcurrency { get; init; } = 10;

    /// <summary>Processes of all functions together.</summary>
    public int MaxProcesses { get; init; } = 64;

    /// <summary>Calls of one function that may wait for a process.</summary>
    public int MaxWaiting { get; init; } = 1_000;

    /// <summary>How long a call waits for a process.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a process may take until it asks for its first call.</summary>
    public TimeSpan InitTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A process without calls ends after this time.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The longest pause before a process is started again after others have died.</summary>
    public TimeSpan MaxBackOff { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A function's log file; when it is full it becomes <c>.1</c> and a new one begins.</summary>
    public ByteSize MaxLogFile { get; init; } = ByteSize.MiB(10);

    /// <summary>Another server that speaks Lambda's Invoke, for functions that are not here; null when there is none.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Where functions find this server's own APIs.</summary>
    public Uri? ServerUrl { get; init; }

    public string Account { get; init; } = "000000000000";

    /// <summary>The Region of functions that come from folders.</summary>
    public string Region { get; init; } = "us-east-1";

    public string AccessKey { get; init; } = "function";

    public string SecretKey { get; init; } = "function";

    /// <summary>Every mistake, so that all are mended at once.</summary>
    public IEnumerable<string> Mistakes()
    {
        if (MaxConcurrency is < 1 or > 1_000) yield return $"function-concurrency must be 1 to 1000, not {MaxConcurrency}.";
        if (MaxProcesses is < 1 or > 1_000) yield return $"function-processes must be 1 to 1000, not {MaxProcesses}.";
        if (IdleTime < TimeSpan.FromSeconds(1)) yield return $"function-idle must be at least 1 s, not {IdleTime}.";
        if (Endpoint is { } uri && uri.Scheme is not ("http" or "https"))
            yield return $"function-endpoint must be an http:// or https:// address, not '{uri}'.";
    }
}
