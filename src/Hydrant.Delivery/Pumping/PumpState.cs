using Hydrant.Core;
using Hydrant.Delivery.Delivering;
using Hydrant.Delivery.Staging;

namespace Hydrant.Delivery.Pumping;

/// <summary>
/// How far a pump is: everything below the checkpoint is delivered, and the plan, if any, is under way.
/// </summary>
internal sealed record PumpState(LogOffset Checkpoint, DeliveryPlan? Plan)
{
    /// <summary>Where the records of a lane go; null for a log that is no lane.</summary>
    public Partition? Partition { get; init; }

    /// <summary>The version of the settings its records were processed under; 0 for a log that is no lane.</summary>
    public int VersionId { get; init; }

    public static readonly PumpState Start = new(LogOffset.Zero, null);
}
