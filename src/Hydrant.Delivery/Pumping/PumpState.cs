using Hydrant.Core;
using Hydrant.Delivery.Delivering;

namespace Hydrant.Delivery.Pumping;

/// <summary>
/// How far a pump is: everything below the checkpoint is delivered, and the plan, if any, is under way.
/// </summary>
internal sealed record PumpState(LogOffset Checkpoint, DeliveryPlan? Plan)
{
    public static readonly PumpState Start = new(LogOffset.Zero, null);
}
