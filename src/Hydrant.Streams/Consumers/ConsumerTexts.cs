using Hydrant.Core;

namespace Hydrant.Streams.Consumers;

/// <summary>What the service says about consumers that are not as the caller thought (docs/specs/consumers.md).</summary>
public static class ConsumerTexts
{
    /// <param name="named">The ARN or the name, whichever the caller used.</param>
    public static Fault NotFound(string named, string account) =>
        Fault.NotFound($"Consumer {named}, account {account} not found.");

    public static Fault AlreadyExists(string name, StreamState stream) => Fault.InUse(
        $"Consumer {name} under stream {stream.Name} already exists for account {stream.Tenant.Account}.");

    public static Fault NotActive(ConsumerState consumer, StreamState stream) => Fault.InUse(
        $"Consumer {consumer.Name} with creation timestamp {consumer.CreatedAtSeconds} under stream: {stream.Name} , "
        + $"account {stream.Tenant.Account} is not in ACTIVE status.");

    public static Fault TooMany(StreamState stream, int limit) => Fault.LimitExceeded(
        $"Stream {stream.Name} under account {stream.Tenant.Account} has {limit} registered consumers, which is the limit.");

    public static Fault TooManyCreating(StreamState stream) => Fault.LimitExceeded(
        $"Stream {stream.Name} under account {stream.Tenant.Account} has {KinesisLimits.MaxCreatingConsumers} consumers in "
        + "CREATING status, which is the limit. Wait until they are ACTIVE.");

    public static Fault StillThere(StreamState stream, int consumers) => Fault.InUse(
        $"Stream {stream.Name} under account {stream.Tenant.Account} has {consumers} registered consumers. Deregister them, "
        + "or set EnforceConsumerDeletion.");

    public static Fault AnotherSubscription(ConsumerState consumer, ShardId shard) => Fault.InUse(
        $"Another active subscription exists for this consumer: {consumer.Arn}, shard: {shard}.");

    public static Fault TooManyCalls(ConsumerState consumer, ShardId shard) => Fault.LimitExceeded(
        $"Rate exceeded for consumer {consumer.Arn} and shard {shard}.");
}
