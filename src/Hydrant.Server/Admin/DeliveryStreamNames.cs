using Hydrant.Core;
using Hydrant.Delivery;

namespace Hydrant.Server.Admin;

/// <summary>From what a caller on this machine says to a delivery stream: callers here have no account and no Region.</summary>
internal static class DeliveryStreamNames
{
    /// <summary>The only one of that name, or the one of that ARN.</summary>
    public static Outcome<DeliveryStream> Find(DeliveryDirectory deliveries, string nameOrArn)
    {
        var found = deliveries.All.Where(stream => stream.Now.Name == nameOrArn || stream.Now.Arn.ToString() == nameOrArn).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => Fault.NotFound($"There is no delivery stream {nameOrArn}."),
            _ => Fault.InvalidArgument(
                $"There are several: {string.Join(", ", found.Select(stream => stream.Now.Arn.ToString()).Order(StringComparer.Ordinal))}."),
        };
    }
}
