using Hydrant.Delivery.Buffering;
using Hydrant.Delivery.Processing;

namespace Hydrant.Delivery.Transforms;

/// <summary>A processor of the API.</summary>
public interface ITransformKind
{
    /// <summary>As the API names it.</summary>
    string Type { get; }

    /// <summary>Its place among the others, whatever the order in which they were given: docs/specs/delivery-to-s3.md.</summary>
    int Order { get; }

    /// <summary>The names of its parameters, when the service knows neither it nor them; empty for the service's processors.</summary>
    IReadOnlyList<string> OwnParameters => [];

    /// <summary>Whether a delivery stream may have several, which are applied in the order in which they were given.</summary>
    bool MayRepeat => false;

    /// <summary>What is wrong with its parameters, in the words of the service; null when nothing is.</summary>
    string? Mistake(ProcessorSettings settings);

    /// <summary>Builds it from settings without mistakes.</summary>
    ITransform Build(ProcessorSettings settings, TransformParts parts);

    /// <summary>When the next batch is due, for a transform that has a say in it; null for the others.</summary>
    BufferingHints? Batching(ProcessorSettings settings) => null;
}
