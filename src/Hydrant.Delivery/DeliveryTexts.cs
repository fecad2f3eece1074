using Hydrant.Core;
using Hydrant.Delivery.Configuration;
using Hydrant.Streams.Quotas;

namespace Hydrant.Delivery;

/// <summary>What callers are told about delivery streams, in the words of AWS where it has words for it.</summary>
public static class DeliveryTexts
{
    public static Fault NotFound(string name, Tenant tenant) =>
        Fault.NotFound($"Firehose {name} under account {tenant.Account} not found.");

    /// <summary>As one operation says it.</summary>
    public static Fault NotFoundForUpdate(string name, Tenant tenant) =>
        Fault.NotFound($"Firehose {name} under accountId {tenant.Account} not found.");

    public static Fault AlreadyExists(string name, Tenant tenant) =>
        Fault.InUse($"Firehose {name} under accountId {tenant.Account} already exists");

    public static Fault StillCreating(string name, Tenant tenant) =>
        Fault.InUse($"Firehose {name} under accountId {tenant.Account} is in CREATING state and cannot be deleted.");

    public static Fault NotActive(DeliveryStreamState state) => Fault.InUse(
        $"Firehose {state.Name} under accountId {state.Tenant.Account} is in {state.Status.ToString().ToUpperInvariant()} state and cannot be changed.");

    public static Fault EncryptionIsChanging(DeliveryStreamState state) => Fault.InUse(
        $"The encryption of Firehose {state.Name} under accountId {state.Tenant.Account} is in "
        + $"{state.Spec.Encryption.Status.ToString().ToUpperInvariant()} state and cannot be changed.");

    public static Fault TooManyIn(RollingQuota quota, DeliveryStreamState state) => Fault.LimitExceeded(
        $"The encryption of Firehose {state.Name} under accountId {state.Tenant.Account} was started or stopped {quota.Max} times in "
        + $"{quota.Window.TotalHours} hours and cannot be changed.");

    public static Fault TooManyTags(DeliveryStreamState state, int limit) => Fault.LimitExceeded(
        $"Firehose {state.Name} under accountId {state.Tenant.Account} cannot have more than {limit} tags.");

    /// <summary>What a put is answered, or one of its entries, where there is more than the quota.</summary>
    public static readonly Fault SlowDown = Fault.ThroughputExceeded("Slow down.");

    public static Fault RateExceeded(Tenant tenant) => Fault.CallsExceeded($"Rate exceeded for account {tenant.Account}.");

    public static Fault OtherVersion(DeliveryStreamState state, string given) => Fault.Conflict(
        $"Cannot update firehose: {state.Name} since the current version id: {state.VersionId} and specified version id: {given} do not match");

    public static Fault BacklogFull(DeliveryStreamState state, ByteSize max) => Fault.Unavailable(
        $"Firehose {state.Name} has {max} that wait for delivery, which is the limit of this server. Put again later.");

    public static Fault QuotaReached(int quota, IEnumerable<string> names) => Fault.LimitExceeded(
        $"You have already consumed your firehose quota of {quota} hoses. "
        + $"Firehose names: [{string.Join(", ", names)}]");

    public static Fault NoSuchSource(string streamArn) =>
        Fault.InvalidArgument($"Kinesis stream {streamArn} was not found or is not active.");
}
