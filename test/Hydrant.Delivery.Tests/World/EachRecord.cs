using Hydrant.Core;
using Hydrant.Delivery.Buffering;
using Hydrant.Delivery.Processing;
using Hydrant.Delivery.Staging;

namespace Hydrant.Delivery.Tests.World;

/// <summary>A transform that looks at one record after the other; null takes it away.</summary>
internal sealed class EachRecord(Func<WorkRecord, WorkSet, WorkRecord?> transform) : ITransform
{
    /// <summary>Processing with nothing else, a batch each second.</summary>
    public static ProcessingPlan Plan(Func<WorkRecord, WorkSet, WorkRecord?> transform) =>
        new([new EachRecord(transform)], new BufferingHints(ByteSize.MiB(1), TimeSpan.FromSeconds(1)), null);

    /// <summary>The partition with that value of the key <c>k</c>.</summary>
    public static Partition Key(string value) => Partition.Of([new PartitionKeyValue(PartitionKeySource.Query, "k", value)]);

    public ValueTask ApplyAsync(WorkSet work, CancellationToken ct)
    {
        work.Replace((record, to) =>
        {
            if (transform(record, work) is { } changed) to.Add(changed);
        });
        return ValueTask.CompletedTask;
    }
}
