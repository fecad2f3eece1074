using Hydrant.Api.Faults;
using Hydrant.Core;
using Hydrant.Delivery;
using Hydrant.Storage.Segments;
using Hydrant.Streams;
using Hydrant.Streams.Quotas;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.SigV4;

namespace Hydrant.Server.Options;

/// <summary>All settings of one server. <see cref="OptionTable"/> says how they are written down.</summary>
internal sealed record ServerOptions
{
    /// <summary>Loopback, because without credentials nobody else may come in; the port that tools of this kind use.</summary>
    public Uri Listen { get; init; } = new("http://127.0.0.1:4566");

    /// <summary>Everything the server keeps is below this directory.</summary>
    public string Data { get; init; } = Path.GetFullPath("data");

    /// <summary>The account of callers when there are no credentials.</summary>
    public string Account { get; init; } = "000000000000";

    /// <summary>Who may call. Empty: everybody on this machine.</summary>
    public IReadOnlyList<Credential> Credentials { get; init; } = [];

    public ByteSize LogSegmentSize { get; init; } = ByteSize.MiB(128);

    public ByteSize LogTailCacheSize { get; init; } = ByteSize.MiB(32);

    public WireOptions Wire { get; init; } = new();

    /// <summary>As the service by default, so that what works here works there.</summary>
    public StreamOptions Streams { get; init; } = new() { Limits = LimitMode.Aws };

    public DeliveryOptions Delivery { get; init; } = new() { Limits = LimitMode.Aws };

    /// <summary>Where buckets are.</summary>
    public S3Settings S3 { get; init; } = new();

    /// <summary>How functions run, and whether they may.</summary>
    public FunctionSettings Functions { get; init; } = new();

    /// <summary>What goes wrong on purpose from the start on; nothing, unless a tester wants it.</summary>
    public FaultPlan Faults { get; init; } = FaultPlan.None;

    /// <summary>What is wrong with the text they were read from.</summary>
    public IReadOnlyList<string> FaultsMistakes { get; init; } = [];

    /// <summary>Whether calls may be made to fail where others than this machine can call.</summary>
    public bool AllowFaults { get; init; }

    /// <summary>Whether there is a way to set fault rules: where only this machine can call, or where that is meant.</summary>
    public bool HasFaultsEndpoint => IsLoopback || AllowFaults;

    public SegmentLogOptions Log => new()
    {
        Directory = Path.Combine(Data, "log"),
        SegmentSize = LogSegmentSize,
        TailCacheSize = LogTailCacheSize,
    };

    /// <summary>Whether nobody but this machine can call.</summary>
    public bool IsLoopback => Listen.IsLoopback;

    /// <summary>Every mistake, so that the operator mends them all at once.</summary>
    public IEnumerable<string> Mistakes()
    {
        if (Listen.Scheme != "http") yield return $"listen must be an http:// address, not '{Listen}'.";
        if (!IsLoopback && Credentials.Count == 0)
        {
            yield return $"listen is '{Listen}', which others can reach: set credentials (KEY:SECRET:ACCOUNT), or listen on "
                + "127.0.0.1.";
        }

        if (!Faults.Rules.IsEmpty && !HasFaultsEndpoint)
            yield return $"faults would let calls of others fail, as listen is '{Listen}': set allow-faults if that is meant.";
        foreach (var mistake in FaultsMistakes) yield return $"faults: {mistake}";
        if (!IsAccount(Account)) yield return $"account must have 12 digits, not '{Account}'.";
        foreach (var credential in Credentials)
        {
            if (!IsAccount(credential.Account)) yield return $"credentials: the account of '{credential.AccessKey}' must have 12 digits.";
        }

        foreach (var twice in Credentials.GroupBy(credential => credential.AccessKey).Where(group => group.Count() > 1))
            yield return $"credentials: the key '{twice.Key}' is there more than once.";
        foreach (var mistake in Log.Mistakes().Concat(Wire.Mistakes()).Concat(Streams.Mistakes()).Concat(Delivery.Mistakes()).Concat(S3.Mistakes())
            .Concat(Functions.ToOptions(this).Mistakes())) yield return mistake;
    }

    private static bool IsAccount(string text) => text.Length == 12 && !text.AsSpan().ContainsAnyExceptInRange('0', '9');
}
