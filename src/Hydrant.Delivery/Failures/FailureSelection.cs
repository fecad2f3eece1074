namespace Hydrant.Delivery.Failures;

/// <summary>Some of the entries of a ledger: those that everything given here is true of.</summary>
public sealed record FailureSelection
{
    /// <summary>Empty: any.</summary>
    public IReadOnlyCollection<string> Ids { get; init; } = [];

    /// <summary>What failed, e.g. <c>format-conversion-failed</c>.</summary>
    public string? ErrorOutputType { get; init; }

    /// <summary>Entries with at least one record that failed for that reason; all of their records are taken.</summary>
    public string? Code { get; init; }

    /// <summary>Failed then or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Failed before.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Whether those that were replayed to their end are taken once more.</summary>
    public bool WithReplayed { get; init; }

    public bool Takes(FailureEntry entry) =>
        (Ids.Count == 0 || Ids.Contains(entry.Id))
        && (ErrorOutputType is null || entry.Object.ErrorOutputType == ErrorOutputType)
        && (Code is null || entry.Object.Codes.ContainsKey(Code))
        && (From is not { } from || entry.FailedAtMs >= from.ToUnixTimeMilliseconds())
        && (To is not { } to || entry.FailedAtMs < to.ToUnixTimeMilliseconds())
        && (WithReplayed || entry.Replay is not { IsDone: true });
}
