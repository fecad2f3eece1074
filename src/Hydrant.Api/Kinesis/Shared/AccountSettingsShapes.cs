using Hydrant.Core;
using Hydrant.Streams.Accounts;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.Shared;

/// <summary>An account's settings as both operations on them answer.</summary>
internal static class AccountSettingsShapes
{
    private static readonly Shape<AccountSettings?> Commitment = new StructureShape<AccountSettings>()
        .Required("Status", Shape.AnyString, a => StatusOf(a.Commitment.StatusAt(a.NowMs)))
        .Optional("StartedAt", Shape.Timestamp, a => a.Commitment.StartedAtMs)
        .Optional("EndedAt", Shape.Timestamp, a => a.Commitment.EndedAtMs <= a.NowMs ? a.Commitment.EndedAtMs : null)
        .Optional("EarliestAllowedEndAt", Shape.Timestamp, a => a.Commitment.EarliestAllowedEndAtMs);

    public static readonly Shape<AccountSettings?> Settings = new StructureShape<AccountSettings>()
        .Required("MinimumThroughputBillingCommitment", Commitment, a => a);

    private static string StatusOf(CommitmentStatus status) => status switch
    {
        CommitmentStatus.Disabled => "DISABLED",
        CommitmentStatus.Enabled => "ENABLED",
        CommitmentStatus.EnabledUntilEarliestAllowedEnd => "ENABLED_UNTIL_EARLIEST_ALLOWED_END",
        _ => throw InvariantException.Unreachable(status),
    };
}

/// <summary>An account's settings about to be described.</summary>
internal sealed class AccountSettings
{
    public ThroughputCommitment Commitment { get; init; } = ThroughputCommitment.None;

    public long NowMs { get; init; }
}
