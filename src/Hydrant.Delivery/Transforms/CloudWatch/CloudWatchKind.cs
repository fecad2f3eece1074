using Hydrant.Delivery.Processing;

namespace Hydrant.Delivery.Transforms.CloudWatch;

/// <summary>CloudWatchLogProcessing: DataMessageExtraction, true or false.</summary>
internal sealed class CloudWatchKind : ITransformKind
{
    public string Type => "CloudWatchLogProcessing";

    public int Order => 20;

    public string? Mistake(ProcessorSettings settings) => bool.TryParse(settings.Find("DataMessageExtraction"), out _)
        ? null
        : "Invalid parameter value for DataMessageExtraction. Allowed values are True and False.";

    public ITransform Build(ProcessorSettings settings, TransformParts parts) =>
        bool.Parse(settings.Find("DataMessageExtraction")!) ? new CloudWatchTransform() : Unchanged.Instance;
}
