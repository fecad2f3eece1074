using Hydrant.Delivery.Processing;
using Hydrant.Delivery.Transforms.Fields;

namespace Hydrant.Delivery.Transforms.DropFields;

/// <summary>DropFields: Fields, the paths of what is left out.</summary>
internal sealed class DropFieldsKind : ITransformKind
{
    public string Type => "DropFields";

    public int Order => 45;

    public IReadOnlyList<string> OwnParameters { get; } = ["Fields"];

    public bool MayRepeat => true;

    public string? Mistake(ProcessorSettings settings)
    {
        if (Fields.OwnParameters.Mistake(settings, OwnParameters) is { } wrong) return wrong;
        if (settings.Find("Fields") is not { } fields) return Fields.OwnParameters.Missing(settings, "Fields");
        var paths = FieldPath.ParseList(fields);
        return paths.Ok ? null : paths.Fault.Message;
    }

    public ITransform Build(ProcessorSettings settings, TransformParts parts) =>
        new EditTransform(Type, FieldNode.Of(FieldPath.ParseList(settings.Find("Fields")!).Value));
}
