using Hydrant.Core;
using Hydrant.Streams;

namespace Hydrant.Api.Kinesis.Shared;

/// <summary>How long a stream may keep its records (docs/specs/kinesis.md, retention).</summary>
internal static class RetentionRules
{
    /// <summary>The bounds of the service, whichever way the retention changes.</summary>
    public static Fault? CheckBounds(int hours)
    {
        if (hours < KinesisLimits.DefaultRetentionHours)
        {
            return Fault.InvalidArgument(
                $"Minimum allowed retention period is {KinesisLimits.DefaultRetentionHours} hours. "
                + $"Requested retention period ({hours} hours) is too short.");
        }

        return hours > KinesisLimits.MaxRetentionHours
            ? Fault.InvalidArgument(
                $"Maximum allowed retention period is {KinesisLimits.MaxRetentionHours} hours. "
                + $"Requested retention period ({hours} hours) is too long.")
            : null;
    }

    /// <summary>The change goes against what the operation is for.</summary>
    /// <param name="state">The stream.</param>
    /// <param name="hours">What was asked for.</param>
    /// <param name="than"><c>longer</c> or <c>shorter</c>.</param>
    /// <param name="instead">The operation to use instead.</param>
    public static Fault WrongWay(StreamState state, int hours, string than, string instead) => Fault.InvalidArgument(
        $"Requested retention period ({hours} hours) for stream {state.Name} can not be {than} than existing retention "
        + $"period ({state.RetentionHours} hours). Use {instead} API.");
}

/// <summary>What both operations on the retention are asked.</summary>
internal sealed class RetentionRequest : StreamRequest
{
    public static readonly Wire.Shapes.Shape<RetentionRequest?> Shape = ShapeOf<RetentionRequest>()
        .Required(
            "RetentionPeriodHours", Wire.Shapes.Shape.Integer(),
            r => r.RetentionPeriodHours, (r, v) => r.RetentionPeriodHours = v);

    public int? RetentionPeriodHours { get; set; }
}
