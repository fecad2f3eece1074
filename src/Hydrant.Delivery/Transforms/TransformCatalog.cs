using Hydrant.Delivery.Processing;
using Hydrant.Delivery.Transforms.AddFields;
using Hydrant.Delivery.Transforms.CloudWatch;
using Hydrant.Delivery.Transforms.Deaggregate;
using Hydrant.Delivery.Transforms.Decompress;
using Hydrant.Delivery.Transforms.Delimiter;
using Hydrant.Delivery.Transforms.DropFields;
using Hydrant.Delivery.Transforms.JsonToCsv;
using Hydrant.Delivery.Transforms.Lambda;
using Hydrant.Delivery.Transforms.Mask;
using Hydrant.Delivery.Transforms.Metadata;
using Hydrant.Delivery.Transforms.RenameFields;

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
        new MaskKind(),
        new DropFieldsKind(),
        new RenameFieldsKind(),
        new AddFieldsKind(),
        new MetadataKind(),
        new JsonToCsvKind(),
        new DelimiterKind(),
    ];

    /// <summary>The processors that the service does not have.</summary>
    public static IReadOnlyList<string> OwnTypes { get; } = [.. All.Where(kind => kind.OwnParameters.Count > 0).Select(kind => kind.Type)];

    /// <summary>The names of their parameters.</summary>
    public static IReadOnlyList<string> OwnParameters { get; } =
        [.. All.SelectMany(kind => kind.OwnParameters).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether a delivery stream may have several of that type.</summary>
    public static bool MayRepeat(ProcessorSettings settings) => Find(settings) is { MayRepeat: true };

    /// <summary>What is wrong with a processor, or null.</summary>
    public static string? Mistake(ProcessorSettings settings) => Find(settings) is { } kind
        ? kind.Mistake(settings)
        : $"The processor type {settings.Type} is not supported yet by this server.";

    /// <summary>The keys that a MetadataExtraction gives to each record.</summary>
    public static IReadOnlyList<string> KeysOf(ProcessorSettings settings) => MetadataKind.KeysOf(settings);

    /// <summary>
    /// The transforms in the order in which they are applied, and when they are. Those of the same place stay as they were given.
    /// </summary>
    public static ProcessingPlan Build(IEnumerable<ProcessorSettings> processors, TransformParts parts, int? maxActivePartitions)
    {
        var kinds = processors.Select(settings => (Kind: Find(settings)!, Settings: settings)).OrderBy(pair => pair.Kind.Order).ToList();
        var batching = kinds.Select(pair => pair.Kind.Batching(pair.Settings)).FirstOrDefault(hints => hints is not null);
        return new ProcessingPlan(
            [.. kinds.Select(pair => pair.Kind.Build(pair.Settings, parts))], batching ?? ProcessingPlan.AtOnce, maxActivePartitions);
    }

    private static ITransformKind? Find(ProcessorSettings settings) => Array.Find(All, kind => kind.Type == settings.Type);
}
