using Hydrant.Core;
using Hydrant.Delivery;
using Hydrant.Delivery.Configuration;
using Hydrant.Delivery.Sources.DirectPut;
using Hydrant.Wire.Dispatch;

namespace Hydrant.Api.Firehose.Shared;

/// <summary>A delivery stream that takes records.</summary>
/// <param name="Stream">It.</param>
/// <param name="Intake">Where its records enter.</param>
/// <param name="IsLimited">Whether its gate counts.</param>
internal readonly record struct PutTarget(DeliveryStream Stream, Intake Intake, bool IsLimited)
{
    /// <summary>What the caller is told of the records.</summary>
    public bool IsEncrypted => Stream.Now.Spec.Encryption.IsApplied;
}

/// <summary>From a name in a request to a delivery stream that can do what is asked.</summary>
internal static class DeliveryLookup
{
    /// <summary>Where records that callers put go.</summary>
    public static Outcome<PutTarget> FindIntake(this DeliveryDirectory deliveries, string name, CallContext call)
    {
        var found = deliveries.Find(call.Tenant, name);
        if (!found.Ok) return found.Fault;

        var stream = found.Value;
        if (!stream.IsActive) return DeliveryTexts.NotFound(name, call.Tenant);
        if (deliveries.Options.MaxBacklog is { } max && stream.IsFull(max)) return DeliveryTexts.BacklogFull(stream.Now, max);
        return stream.Intake is { } intake
            ? new PutTarget(stream, intake, deliveries.Options.KeepsLimits(stream.Now.Spec.Tags))
            : Fault.InvalidArgument(
                $"This operation is not permitted on {nameof(DeliveryStreamType.KinesisStreamAsSource)} "
                + "delivery stream type.");
    }
}
