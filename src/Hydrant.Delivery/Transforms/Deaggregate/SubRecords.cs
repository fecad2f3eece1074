using Hydrant.Delivery.Processing;

namespace Hydrant.Delivery.Transforms.Deaggregate;

/// <summary>What both ways of splitting a record have in common.</summary>
internal static class SubRecords
{
    /// <summary>A record that holds more is not split. Source: Firehose, dynamic partitioning of aggregated data.</summary>
    public const int Max = 500;

    public static bool AreTooMany(int count) => count > Max;

    /// <summary>Takes the parts back and lets the record go on as it came.</summary>
    public static void LeaveWhole(in WorkRecord record, List<WorkRecord> to, int before)
    {
        to.RemoveRange(before, to.Count - before);
        to.Add(record);
    }
}
