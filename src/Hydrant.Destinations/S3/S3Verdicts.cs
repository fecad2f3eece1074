using Hydrant.Core;
using Hydrant.Delivery.Delivering;
using Hydrant.Storage;

namespace Hydrant.Destinations.S3;

/// <summary>What a failure of the object store means for the records. Pure, so the test is a table.</summary>
internal static class S3Verdicts
{
    public static DeliveryVerdict Of(StorageFaultKind kind, string message) => kind switch
    {
        // A bucket that is not there may be made, a full disk emptied: nothing is given up for it.
        StorageFaultKind.NotFound => DeliveryVerdict.Missing(message),
        StorageFaultKind.Unavailable or StorageFaultKind.Full => DeliveryVerdict.RetryLater(message),
        StorageFaultKind.Fenced or StorageFaultKind.Corrupt or StorageFaultKind.Closed or StorageFaultKind.Sealed =>
            DeliveryVerdict.Reject(message),
        _ => throw InvariantException.Unreachable(kind),
    };
}
