using System.Collections.Immutable;
using System.Globalization;
using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Streams.Quotas;

namespace Hydrant.Api.Kinesis.Shared;

/// <summary>What a stream may be asked only so often in 24 hours, where it keeps limits.</summary>
internal static class DayQuotas
{
    /// <summary>Counts one more.</summary>
    /// <param name="quota">How often it may be.</param>
    /// <param name="streams">Knows whether the stream keeps limits; without them nothing is counted.</param>
    /// <param name="state">The stream.</param>
    /// <param name="timesMs">When it was before, as the stream's document has them.</param>
    /// <param name="nowMs">Epoch milliseconds.</param>
    /// <param name="operation">What is asked, for the words of the refusal.</param>
    /// <returns>The times to keep.</returns>
    public static Outcome<ImmutableArray<long>> Count(
        this RollingQuota quota, StreamDirectory streams, StreamState state, ImmutableArray<long> timesMs, long nowMs, string operation)
    {
        if (!streams.IsLimited(state.Tenant, state.Name)) return timesMs;
        if (quota.TryAdd(timesMs, nowMs) is { } kept) return kept;
        return Fault.LimitExceeded(string.Create(
            CultureInfo.InvariantCulture,
            $"{operation} can be called at most {quota.Max} times in {quota.Window.TotalHours:0} hours for stream {state.Name} under account {state.Tenant.Account}."));
    }
}
