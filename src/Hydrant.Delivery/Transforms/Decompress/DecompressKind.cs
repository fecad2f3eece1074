using Hydrant.Delivery.Processing;

namespace Hydrant.Delivery.Transforms.Decompress;

/// <summary>Decompression: CompressionFormat, which only can be GZIP.</summary>
internal sealed class DecompressKind : ITransformKind
{
    public string Type => "Decompression";

    public int Order => 10;

    public string? Mistake(ProcessorSettings settings) =>
        settings.Find("CompressionFormat") is "GZIP" ? null : "CompressionFormat of the Decompression processor has to be one of GZIP";

    public ITransform Build(ProcessorSettings settings, TransformParts parts) => new DecompressTransform();
}
