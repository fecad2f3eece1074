using Hydrant.Delivery.Processing;
using Hydrant.Delivery.Transforms.Fields;

namespace Hydrant.Delivery.Transforms.Mask;

/// <summary>Mask: Pattern, a name or a regular expression; Replacement; Fields, the paths of what is searched.</summary>
internal sealed class MaskKind : ITransformKind
{
    private const string DefaultReplacement = "***";

    public string Type => "Mask";

    public int Order => 45;

    public IReadOnlyList<string> OwnParameters { get; } = ["Pattern", "Replacement", "Fields"];

    public bool MayRepeat => true;

    public string? Mistake(ProcessorSettings settings)
    {
        if (Fields.OwnParameters.Mistake(settings, OwnParameters) is { } wrong) return wrong;
        if (settings.Find("Pattern") is not { } pattern) return Fields.OwnParameters.Missing(settings, "Pattern");
        var found = NamedPatterns.Find(pattern, settings.Find("Replacement") ?? DefaultReplacement);
        if (!found.Ok) return found.Fault.Message;
        var paths = FieldPath.ParseList(settings.Find("Fields") ?? "any");
        return paths.Ok ? null : paths.Fault.Message;
    }

    public ITransform Build(ProcessorSettings settings, TransformParts parts) => new MaskTransform(
        NamedPatterns.Find(settings.Find("Pattern")!, settings.Find("Replacement") ?? DefaultReplacement).Value,
        settings.Find("Fields") is { } fields ? FieldNode.Of(FieldPath.ParseList(fields).Value) : null,
        parts.Clock);
}
