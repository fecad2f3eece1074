using Hydrant.Delivery.Processing;

namespace Hydrant.Delivery.Transforms;

/// <summary>What a processor does that is switched off by its own parameter.</summary>
internal sealed class Unchanged : ITransform
{
    public static readonly Unchanged Instance = new();

    public ValueTask ApplyAsync(WorkSet work, CancellationToken ct) => ValueTask.CompletedTask;
}
