using System.Collections.Immutable;

namespace Hydrant.Streams.Quotas;

/// <summary>So many times for one stream within a window that moves with the clock, e.g. twice in 24 hours.</summary>
/// <param name="Operation">What is counted; also its name in the stream's document.</param>
/// <param name="Max">How often, at least once.</param>
/// <param name="Window">Within which time.</param>
public sealed record RollingQuota(string Operation, int Max, TimeSpan Window)
{
    /// <summary>quotas.md#update-shard-count</summary>
    public static readonly RollingQuota ShardCountUpdates = new("UpdateShardCount", 10, TimeSpan.FromHours(24));

    /// <summary>quotas.md#mode-switches</summary>
    public static readonly RollingQuota ModeSwitches = new("UpdateStreamMode", 2, TimeSpan.FromHours(24));

    /// <summary>quotas.md#encryption-changes</summary>
    public static readonly RollingQuota EncryptionStarts = new("StartStreamEncryption", 25, TimeSpan.FromHours(24));

    /// <summary>quotas.md#encryption-changes</summary>
    public static readonly RollingQuota EncryptionStops = new("StopStreamEncryption", 25, TimeSpan.FromHours(24));

    /// <summary>quotas.md#delivery-encryption-changes</summary>
    public static readonly RollingQuota DeliveryEncryptionChanges = new("DeliveryStreamEncryption", 25, TimeSpan.FromHours(24));

    /// <summary>
    /// Counts one more. The times are part of the stream's document, so that a restart forgets none; those out of the
    /// window are dropped, so that there are never more than <see cref="Max"/>.
    /// </summary>
    /// <param name="timesMs">When it happened before, epoch milliseconds, ascending.</param>
    /// <param name="nowMs">The present, epoch milliseconds.</param>
    /// <returns>The times to keep from now on; null when the quota is used up.</returns>
    internal ImmutableArray<long>? TryAdd(ImmutableArray<long> timesMs, long nowMs)
    {
        var horizon = nowMs - (long)Window.TotalMilliseconds;
        var within = timesMs.IsDefaultOrEmpty ? [] : timesMs.RemoveAll(time => time <= horizon);
        return within.Length < Max ? within.Add(nowMs) : null;
    }
}
