using Hydrant.Api.Shared;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.Shared;

/// <summary>A request that names a stream, by its name, its ARN or both.</summary>
internal abstract class StreamRequest : INamesStream
{
    public string? StreamName { get; set; }

    public string? StreamArn { get; set; }

    /// <summary>Members of the service's model that were sent and that this server cannot honour.</summary>
    public List<string> NotSupported { get; } = [];

    string? INamesStream.Stream => StreamName ?? StreamNames.InArn(StreamArn);

    /// <summary>The members every such request has. StreamId is reserved by the service, which never returns one.</summary>
    public static StructureShape<T> ShapeOf<T>()
        where T : StreamRequest, new() => new StructureShape<T>()
            .Optional("StreamName", KinesisShapes.StreamName, r => r.StreamName, (r, v) => r.StreamName = v)
            .Optional("StreamARN", KinesisShapes.StreamArn, r => r.StreamArn, (r, v) => r.StreamArn = v)
            .Unsupported(r => r.NotSupported, "StreamId");
}
