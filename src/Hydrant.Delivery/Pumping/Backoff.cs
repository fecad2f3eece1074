using System.Buffers.Binary;
using Hydrant.Core;

namespace Hydrant.Delivery.Pumping;

/// <summary>
/// How long to wait after a failure: twice as long each time, up to a limit, and a random half of it.
/// </summary>
internal static class Backoff
{
    /// <param name="options">First and last pause.</param>
    /// <param name="failures">Failures in a row, at least 1.</param>
    /// <param name="ids">Where chance comes from.</param>
    public static TimeSpan After(DeliveryOptions options, int failures, IIdSource ids)
    {
        Invariant.That(failures >= 1);
        var doublings = Math.Min(failures - 1, 30);
        var longest = Math.Min(options.FirstRetry.Ticks * Math.Pow(2, doublings), options.LastRetry.Ticks);

        Span<byte> chance = stackalloc byte[sizeof(uint)];
        ids.Fill(chance);
        var part = BinaryPrimitives.ReadUInt32LittleEndian(chance) / (double)uint.MaxValue;
        return TimeSpan.FromTicks((long)(longest * (0.5 + (part / 2))));
    }
}
