using Hydrant.Core;

namespace Hydrant.Delivery.Quotas;

/// <summary>What callers may put into one delivery stream in a second. The three go together.</summary>
/// <param name="Records">Records.</param>
/// <param name="Requests">PutRecord and PutRecordBatch alike.</param>
/// <param name="Bytes">Of data.</param>
public readonly record struct IntakeQuota(int Records, int Requests, int Bytes)
{
    // quotas.md#direct-put
    private static readonly IntakeQuota Large = new(500_000, 2_000, 5 * 1024 * 1024);
    private static readonly IntakeQuota Other = new(100_000, 1_000, 1024 * 1024);

    /// <summary>What the service gives in that Region.</summary>
    public static IntakeQuota Of(Tenant tenant) => tenant.Region is "us-east-1" or "us-west-2" or "eu-west-1" ? Large : Other;
}
