using Hydrant.Delivery.Failures;

namespace Hydrant.Delivery.Delivering;

/// <summary>What a destination's answer means for the records.</summary>
/// <param name="Kind">What is to be done.</param>
/// <param name="Reason">Why, for people; empty when they were delivered.</param>
public readonly record struct DeliveryVerdict(DeliveryVerdictKind Kind, string Reason)
{
    public static readonly DeliveryVerdict Delivered = new(DeliveryVerdictKind.Delivered, "");

    /// <summary>Objects that were written to the error output with it.</summary>
    public IReadOnlyList<FailedObject> Failures { get; init; } = [];

    public static DeliveryVerdict RetryLater(string reason) => new(DeliveryVerdictKind.RetryLater, reason);

    public static DeliveryVerdict Missing(string reason) => new(DeliveryVerdictKind.Missing, reason);

    public static DeliveryVerdict Reject(string reason) => new(DeliveryVerdictKind.Reject, reason);
}
