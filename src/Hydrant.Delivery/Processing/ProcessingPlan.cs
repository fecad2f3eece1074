using Hydrant.Core;
using Hydrant.Delivery.Buffering;

namespace Hydrant.Delivery.Processing;

/// <summary>How the records of a delivery stream are processed before they are buffered.</summary>
/// <param name="Transforms">In their order; safe from any thread.</param>
/// <param name="Batching">When the next batch is processed.</param>
/// <param name="MaxActivePartitions">Records of further partitions fail until others are delivered; null for no limit.</param>
public sealed record ProcessingPlan(IReadOnlyList<ITransform> Transforms, BufferingHints Batching, int? MaxActivePartitions)
{
    /// <summary>Asked at each batch: whether the limit counts now.</summary>
    public Func<bool> IsLimited { get; init; } = static () => true;

    /// <summary>Where no function is asked, a batch waits for no more than what comes close behind it.</summary>
    public static readonly BufferingHints AtOnce = new(ByteSize.MiB(1), TimeSpan.FromMilliseconds(100));
}
