using Hydrant.Core;
using Hydrant.Streams.Quotas;

namespace Hydrant.Streams;

/// <summary>What the service says about streams and shards that are not as the caller thought (docs/specs/kinesis.md).</summary>
public static class StreamTexts
{
    public static Fault NotFound(StreamName name, string account) =>
        Fault.NotFound($"Stream {name} under account {account} not found.");

    public static Fault AlreadyExists(StreamName name, string account) =>
        Fault.InUse($"Stream {name} under account {account} already exists.");

    public static Fault NotActive(StreamName name, string account, StreamStatus status) =>
        Fault.InUse($"Stream {name} under account {account} not ACTIVE, instead in state {status.ToString().ToUpperInvariant()}");

    public static Fault NoSuchShard(ShardId shard, StreamName name, string account) =>
        Fault.NotFound($"Shard {shard} in stream {name} under account {account} does not exist");

    public static Fault UnreadableShardId(string text, StreamName name, string account) =>
        Fault.NotFound($"Could not find shard {text} in stream {name} under account {account}.");

    public static Fault TooManyShards(Tenant tenant, int present, int limit, int more) => Fault.LimitExceeded(
        $"This request would exceed the shard limit for the account {tenant.Account} in {tenant.Region}. "
        + $"Current shard count for the account: {present}. Limit: {limit}. "
        + $"Number of additional shards that would have resulted from this request: {more}. "
        + "Refer to the AWS Service Limits page (http://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html) "
        + "for current limits and how to request higher limits.");

    public static Fault TooManyCreating(Tenant tenant, int limit) => Fault.LimitExceeded(
        $"This request would exceed the limit of {limit} streams in status CREATING at the same time for the account "
        + $"{tenant.Account} in {tenant.Region}.");

    public static Fault TooManyOnDemandStreams(Tenant tenant, int limit) => Fault.LimitExceeded(
        $"This request would exceed the limit of {limit} on-demand streams for the account {tenant.Account} in "
        + $"{tenant.Region}.");

    public static Fault TooManyIn(RollingQuota quota, StreamState stream) => Fault.LimitExceeded(
        $"This request would exceed the limit of {quota.Max} {quota.Operation} requests in {quota.Window.TotalHours} hours for "
        + $"stream {stream.Name} under account {stream.Tenant.Account}.");

    public static Fault RateExceeded(ShardId shard, StreamState stream) => Fault.ThroughputExceeded(
        $"Rate exceeded for shard {shard} in stream {stream.Name} under account {stream.Tenant.Account}.");

    public static Fault RateExceeded(string? stream, string account) => Fault.LimitExceeded(
        stream is null ? $"Rate exceeded for account {account}." : $"Rate exceeded for stream {stream} under account {account}.");
}
