using Hydrant.Core;
using Hydrant.Delivery;
using Hydrant.Delivery.Configuration;
using Hydrant.Delivery.Sources.DirectPut;
using Hydrant.Wire.Dispatch;

namespace Hydrant.Api.Firehose.Shared;

/// <summary>From a name in a request to a delivery stream that can do what is asked.</summary>
internal static class DeliveryLookup
{
    /// <summary>Where records that callers put go.</summary>
    public static Outcome<Intake> FindIntake(this DeliveryDirectory deliveries, string name, CallContext call)
    {
        var found = deliveries.Find(call.Tenant, name);
        if (!found.Ok) return found.Fault;

        var stream = found.Value;
        if (!stream.IsActive) return DeliveryTexts.NotFound(name, call.Tenant);
        return stream.Intake is { } intake
            ? intake
            : Fault.InvalidArgument(
                $"This operation is not permitted on {nameof(DeliveryStreamType.KinesisStreamAsSource)} "
                + "delivery stream type.");
    }
}
