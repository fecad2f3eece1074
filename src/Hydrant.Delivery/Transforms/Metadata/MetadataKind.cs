using Hydrant.Delivery.Processing;
using Hydrant.Jq;

namespace Hydrant.Delivery.Transforms.Metadata;

/// <summary>MetadataExtraction: MetadataExtractionQuery, and JsonParsingEngine, which only can be JQ-1.6.</summary>
internal sealed class MetadataKind : ITransformKind
{
    public string Type => "MetadataExtraction";

    public int Order => 50;

    /// <summary>The keys that it gives to each record, of settings without mistakes.</summary>
    public static IReadOnlyList<string> KeysOf(ProcessorSettings settings) =>
        JqObjectKeys.Of(settings.Find("MetadataExtractionQuery") ?? "") ?? [];

    public string? Mistake(ProcessorSettings settings)
    {
        if (settings.Find("JsonParsingEngine") != "JQ-1.6") return "MetaDataExtraction JSON Parsing Engine has to be one of JQ-1.6";
        if (settings.Find("MetadataExtractionQuery") is not { } query)
            return "MetadataExtractionQuery is required when MetadataExtraction processor is used.";
        var compiled = JqProgram.Compile(query);
        if (!compiled.Ok) return $"The MetadataExtractionQuery is no valid JQ program: {compiled.Fault.Message}";
        return JqObjectKeys.Of(query) is null ? "The MetadataExtractionQuery must be one object whose keys are named." : null;
    }

    public ITransform Build(ProcessorSettings settings, TransformParts parts) =>
        new MetadataTransform(JqProgram.Compile(settings.Find("MetadataExtractionQuery")!, JqLimits.Default, parts.Clock).Value);
}
