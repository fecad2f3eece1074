namespace Hydrant.Delivery.Delivering;

/// <summary>What is to be done after a destination was asked to take records.</summary>
public enum DeliveryVerdictKind
{
    /// <summary>It has them, durably. Go on.</summary>
    Delivered,

    /// <summary>It has none of them, or nobody knows. Ask again with the same plan after a while.</summary>
    RetryLater,

    /// <summary>
    /// The place it goes to is not there, so that it has none of them. Ask again after a while, or somewhere else.
    /// </summary>
    Missing,

    /// <summary>Asking again will not help. Stop, keep plan and records, and let an operator look.</summary>
    Reject,
}
