using System.Security.Cryptography;
using System.Text;
using Hydrant.Delivery.Staging;

namespace Hydrant.Delivery.Failures;

/// <summary>What the ledger knows of one object of the error output.</summary>
/// <param name="Object">What failed, why, and where it is.</param>
/// <param name="FailedAtMs">When it was planned, epoch milliseconds.</param>
/// <param name="ArrivedAtMs">When the first of its records arrived at the delivery stream, epoch milliseconds.</param>
public sealed record FailureEntry(FailedObject Object, long FailedAtMs, long ArrivedAtMs)
{
    /// <summary>Where its records were to go when they were processed already; null when they are as they came.</summary>
    public Partition? Partition { get; init; }

    /// <summary>What was replayed of it; null when nothing was.</summary>
    public FailureReplay? Replay { get; init; }

    /// <summary>Names it: 16 hexadecimal digits that follow from bucket and key.</summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Object.Bucket}/{Object.Key}")).AsSpan(0, 8));
}
