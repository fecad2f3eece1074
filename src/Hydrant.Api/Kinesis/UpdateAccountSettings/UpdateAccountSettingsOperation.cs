using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.UpdateAccountSettings;

/// <summary>Begins or ends the caller's commitment to a minimum of throughput.</summary>
internal sealed class UpdateAccountSettingsOperation(StreamDirectory streams)
    : Operation<UpdateAccountSettingsRequest, AccountSettings>
{
    private static readonly Shape<CommitmentInput?> Input = new StructureShape<CommitmentInput>()
        .Required("Status", Shape.Enum("ENABLED", "DISABLED"), r => r.Status, (r, v) => r.Status = v);

    private static readonly Shape<UpdateAccountSettingsRequest?> RequestShape =
        new StructureShape<UpdateAccountSettingsRequest>()
            .Required("MinimumThroughputBillingCommitment", Input, r => r.Commitment, (r, v) => r.Commitment = v);

    protected override Shape<UpdateAccountSettingsRequest?> Request => RequestShape;

    protected override Shape<AccountSettings?> Response => AccountSettingsShapes.Settings;

    public override async ValueTask<Outcome<AccountSettings>> HandleAsync(
        UpdateAccountSettingsRequest request, CallContext call, CancellationToken ct)
    {
        var accounts = streams.Accounts;
        var isWanted = request.Commitment!.Status == "ENABLED";
        if (!isWanted && FirstWarm(call.Tenant) is { } warm)
        {
            return Fault.InvalidArgument(
                $"MinimumThroughputBillingCommitment cannot be disabled while stream {warm.Name} under account "
                + $"{call.Tenant.Account} has warm throughput. Set its WarmThroughputMiBps to 0 first.");
        }

        var nowMs = accounts.NowMs;
        var changed = await accounts.ChangeAsync(
            call.Tenant, present => isWanted ? present.Enable(nowMs) : present.Disable(nowMs), ct);
        return new AccountSettings { Commitment = changed, NowMs = nowMs };
    }

    private StreamState? FirstWarm(Tenant tenant) => streams.List(tenant, after: null)
        .Select(stream => stream.Now.State)
        .FirstOrDefault(state => state.Settings.WarmThroughputMiBps is not null);
}

internal sealed class UpdateAccountSettingsRequest
{
    public CommitmentInput? Commitment { get; set; }
}

internal sealed class CommitmentInput
{
    public string? Status { get; set; }
}
