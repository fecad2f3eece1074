using Hydrant.Delivery.Processing;
using Hydrant.Delivery.Transforms.CloudWatch;
using Hydrant.Delivery.Transforms.Deaggregate;
using Hydrant.Delivery.Transforms.Decompress;
using Hydrant.Delivery.Transforms.Delimiter;
using Hydrant.Delivery.Transforms.Lambda;
using Hydrant.Delivery.Transforms.Metadata;

namespace Hydrant.Delivery.Transforms;

/// <summary>Every processor there is. A new one is a folder beside this file and one line here.</summary>
public static class TransformCatalog
{
    private static readonly ITransformKind[] All =
    [
        new DecompressKind(),
        new CloudWatchKind(),
        new DeaggregateKind(),
        new LambdaKind(),
        new MetadataKind(),
        new DelimiterKind(),
    ];

    /// <summary>What is wrong with a processor, or null.</summary>
    public static string? Mistake(ProcessorSettings settings) => Find(settings) is { } kind
        ? kind.Mistake(settings)
        : $"The processor type {settings.Type} is not supported yet by this server.";

    /// <summary>The keys that a MetadataExtraction gives to each record.</summary>
    public static IReadOnlyList<string> KeysOf(ProcessorSettings settings) => MetadataKind.KeysOf(settings);

    /// <summary>The transforms in the order in which they are applied, and when they are.</summary>
    public static ProcessingPlan Build(IEnumerable<ProcessorSettings> processors, TransformParts parts, int? maxActivePartitions)
    {
        var kinds = processors.Select(settings => (Kind: Find(settings)!, Settings: settings)).OrderBy(pair => pair.Kind.Order).ToList();
        var batching = kinds.Select(pair => pair.Kind.Batching(pair.Settings)).FirstOrDefault(hints => hints is not null);
        return new ProcessingPlan(
            [.. kinds.Select(pair => pair.Kind.Build(pair.Settings, parts))], batching ?? ProcessingPlan.AtOnce, maxActivePartitions);
    }

    private static ITransformKind? Find(ProcessorSettings settings) => Array.Find(All, kind => kind.Type == settings.Type);
}
