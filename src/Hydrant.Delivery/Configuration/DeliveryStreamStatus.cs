namespace Hydrant.Delivery.Configuration;

/// <summary>Where a delivery stream is in its life.</summary>
public enum DeliveryStreamStatus
{
    /// <summary>Made, and about to be active; puts are refused.</summary>
    Creating,

    /// <summary>Takes records and delivers them.</summary>
    Active,

    /// <summary>Delivers no more; what was buffered is dropped.</summary>
    Deleting,
}
