using Hydrant.Core;

namespace Hydrant.Streams.Quotas;

/// <summary>
/// What one account may have in one Region. A stream counts from the moment it was asked for, so that many at once cannot
/// pass the limit together. Safe from any thread.
/// </summary>
internal sealed class AccountQuotas(StreamOptions options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(Tenant Tenant, StreamName Name), StreamSpec> _asked = [];

    /// <summary>Makes room for a stream, until <see cref="Release"/>; or says what is in its way.</summary>
    /// <param name="tenant">Who makes it.</param>
    /// <param name="spec">What is to be made.</param>
    /// <param name="present">Every stream of the tenant.</param>
    public Fault? Reserve(Tenant tenant, StreamSpec spec, IReadOnlyList<LiveStream> present)
    {
        lock (_lock)
        {
            if (_asked.ContainsKey((tenant, spec.Name))) return StreamTexts.AlreadyExists(spec.Name, tenant.Account);
            if (FirstBroken(tenant, spec, present) is { } full) return full;

            _asked.Add((tenant, spec.Name), spec);
            return null;
        }
    }

    /// <summary>The stream is among the present ones now, or was not made.</summary>
    public void Release(Tenant tenant, StreamSpec spec)
    {
        lock (_lock) _asked.Remove((tenant, spec.Name));
    }

    /// <summary>What is in the way of more open shards. Kept without limits too: each takes memory, which is bounded.</summary>
    public Fault? RoomForShards(Tenant tenant, int present, int more) => present + more <= options.MaxShardsPerTenant
        ? null
        : StreamTexts.TooManyShards(tenant, present, options.MaxShardsPerTenant, more);

    /// <summary>What is in the way of one more on-demand stream.</summary>
    public static Fault? RoomForOnDemand(Tenant tenant, int present) => present < KinesisLimits.MaxOnDemandStreams
        ? null
        : StreamTexts.TooManyOnDemandStreams(tenant, KinesisLimits.MaxOnDemandStreams);

    private Fault? FirstBroken(Tenant tenant, StreamSpec spec, IReadOnlyList<LiveStream> all)
    {
        var asked = _asked.Where(pair => pair.Key.Tenant == tenant).Select(pair => pair.Value).ToList();
        var present = all.Select(stream => stream.Now)
            .Where(now => !_asked.ContainsKey((tenant, now.State.Name)))
            .ToList();

        var shards = present.Sum(now => now.PromisedShards) + asked.Sum(stream => stream.ShardCount);
        if (RoomForShards(tenant, shards, spec.ShardCount) is { } full) return full;
        if (options.LimitsOf(spec.Tags) == LimitMode.Off) return null;

        var creating = present.Count(now => now.State.Status == StreamStatus.Creating) + asked.Count;
        if (creating >= KinesisLimits.MaxCreatingStreams) return StreamTexts.TooManyCreating(tenant, KinesisLimits.MaxCreatingStreams);
        if (spec.Mode != StreamMode.OnDemand) return null;

        var onDemand = present.Count(now => now.State.Mode == StreamMode.OnDemand) + asked.Count(stream => stream.Mode == StreamMode.OnDemand);
        return RoomForOnDemand(tenant, onDemand);
    }
}
