using Hydrant.Api.Shared;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.Shared;

/// <summary>A request that names a resource, of whatever kind, by its ARN.</summary>
internal abstract class ResourceRequest : INamesStream
{
    public string? ResourceArn { get; set; }

    public string? Stream => StreamNames.InArn(ResourceArn);

    /// <summary>Members of the service's model that were sent and that this server cannot honour.</summary>
    public List<string> NotSupported { get; } = [];

    public static StructureShape<T> ShapeOf<T>()
        where T : ResourceRequest, new() => new StructureShape<T>()
            .Required("ResourceARN", KinesisShapes.ResourceArn, r => r.ResourceArn, (r, v) => r.ResourceArn = v)
            .Unsupported(r => r.NotSupported, "StreamId");
}
