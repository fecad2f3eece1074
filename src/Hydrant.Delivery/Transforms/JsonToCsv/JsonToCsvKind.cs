using System.Text;
using Hydrant.Delivery.Processing;
using Hydrant.Delivery.Transforms.Fields;

namespace Hydrant.Delivery.Transforms.JsonToCsv;

/// <summary>JsonToCsv: Fields, the paths of the columns; Delimiter, one character; NullText, for what is null or not there.</summary>
internal sealed class JsonToCsvKind : ITransformKind
{
    public string Type => "JsonToCsv";

    // Behind the query, which reads JSON, and before the end of the line.
    public int Order => 55;

    public IReadOnlyList<string> OwnParameters { get; } = ["Fields", "Delimiter", "NullText"];

    public string? Mistake(ProcessorSettings settings)
    {
        if (Fields.OwnParameters.Mistake(settings, OwnParameters) is { } wrong) return wrong;
        if (settings.Find("Fields") is not { } fields) return Fields.OwnParameters.Missing(settings, "Fields");
        var paths = FieldPath.ParseList(fields);
        if (!paths.Ok) return paths.Fault.Message;
        return Delimiter(settings) is [not ('"' or '\r' or '\n')] one && !char.IsSurrogate(one[0])
            ? null
            : "The Delimiter of the JsonToCsv processor is one character, or \\t for a tab, and no quote and no end of a line.";
    }

    public ITransform Build(ProcessorSettings settings, TransformParts parts) => new JsonToCsvTransform(
        FieldPath.ParseList(settings.Find("Fields")!).Value,
        new CsvForm(Encoding.UTF8.GetBytes(Delimiter(settings)), Encoding.UTF8.GetBytes(settings.Find("NullText") ?? "")));

    private static string Delimiter(ProcessorSettings settings) => settings.Find("Delimiter") switch
    {
        null => ",",
        "\\t" => "\t",
        var text => text,
    };
}
