using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.DescribeAccountSettings;

/// <summary>Tells what the caller's account has set for the Region.</summary>
internal sealed class DescribeAccountSettingsOperation(StreamDirectory streams)
    : Operation<DescribeAccountSettingsRequest, AccountSettings>
{
    private static readonly Shape<DescribeAccountSettingsRequest?> Empty = new StructureShape<DescribeAccountSettingsRequest>();

    protected override Shape<DescribeAccountSettingsRequest?> Request => Empty;

    protected override Shape<AccountSettings?> Response => AccountSettingsShapes.Settings;

    public override ValueTask<Outcome<AccountSettings>> HandleAsync(
        DescribeAccountSettingsRequest request, CallContext call, CancellationToken ct) =>
        ValueTask.FromResult<Outcome<AccountSettings>>(
            new AccountSettings { Commitment = streams.Accounts.CommitmentOf(call.Tenant), NowMs = streams.Accounts.NowMs });
}

internal sealed class DescribeAccountSettingsRequest;
