using Hydrant.Delivery.Processing;

namespace Hydrant.Delivery.Transforms.Deaggregate;

/// <summary>RecordDeAggregation: SubRecordType JSON, or DELIMITED with a Delimiter in base64.</summary>
internal sealed class DeaggregateKind : ITransformKind
{
    public string Type => "RecordDeAggregation";

    public int Order => 30;

    public string? Mistake(ProcessorSettings settings) => settings.Find("SubRecordType") switch
    {
        "JSON" => null,
        "DELIMITED" => Delimiter(settings) is { Length: > 0 }
            ? null
            : "Delimiter is required in base64 when the SubRecordType is DELIMITED",
        _ => "SubRecordType has to be one of JSON, DELIMITED",
    };

    public ITransform Build(ProcessorSettings settings, TransformParts parts) =>
        settings.Find("SubRecordType") == "JSON" ? new JsonSplitTransform() : new DelimitedTransform(Delimiter(settings)!);

    private static byte[]? Delimiter(ProcessorSettings settings)
    {
        var text = settings.Find("Delimiter") ?? "";
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }
}
