using Hydrant.Core;
using Hydrant.Delivery.Configuration;

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

    public static Fault OtherVersion(DeliveryStreamState state, string given) => Fault.Conflict(
        $"Cannot update firehose: {state.Name} since the current version id: {state.VersionId} and specified version id: {given} do not match");

    public static Fault QuotaReached(int quota, IEnumerable<string> names) => Fault.LimitExceeded(
        $"You have already consumed your firehose quota of {quota} hoses. "
        + $"Firehose names: [{string.Join(", ", names)}]");

    public static Fault NoSuchSource(string streamArn) =>
        Fault.InvalidArgument($"Kinesis stream {streamArn} was not found or is not active.");
}
