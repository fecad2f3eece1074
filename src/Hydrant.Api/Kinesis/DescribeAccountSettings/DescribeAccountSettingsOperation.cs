using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Streams.Accounts;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.DescribeAccountSettings;

/// <summary>Tells what the caller's account has set for the Region.</summary>
internal sealed class DescribeAccountSettingsOperation(AccountDirectory accounts)
    : Operation<DescribeAccountSettingsRequest, AccountSettings>
{
    private static readonly Shape<DescribeAccountSettingsRequest?> Empty = new StructureShape<DescribeAccountSettingsRequest>();

    protected override Shape<DescribeAccountSettingsRequest?> Request => Empty;

    protected override Shape<AccountSettings?> Response => AccountSettingsShapes.Settings;

    public override ValueTask<Outcome<AccountSettings>> HandleAsync(
        DescribeAccountSettingsRequest request, CallContext call, CancellationToken ct) =>
        ValueTask.FromResult<Outcome<AccountSettings>>(
            new AccountSettings { Commitment = accounts.CommitmentOf(call.Tenant), NowMs = accounts.NowMs });
}

internal sealed class DescribeAccountSettingsRequest;
