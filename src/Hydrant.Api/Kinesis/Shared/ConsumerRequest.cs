using Hydrant.Api.Shared;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.Shared;

/// <summary>A request that names a consumer: by its ARN, or by its name and its stream's ARN, or by all three.</summary>
internal abstract class ConsumerRequest : INamesStream
{
    public string? Stream => StreamNames.InArn(StreamArn ?? ConsumerArn);

    public string? StreamArn { get; set; }

    public string? ConsumerName { get; set; }

    public string? ConsumerArn { get; set; }

    /// <summary>Members of the service's model that were sent and that this server cannot honour.</summary>
    public List<string> NotSupported { get; } = [];

    public static StructureShape<T> ShapeOf<T>()
        where T : ConsumerRequest, new() => new StructureShape<T>()
            .Optional("StreamARN", KinesisShapes.StreamArn, r => r.StreamArn, (r, v) => r.StreamArn = v)
            .Optional("ConsumerName", KinesisShapes.ConsumerName, r => r.ConsumerName, (r, v) => r.ConsumerName = v)
            .Optional("ConsumerARN", KinesisShapes.ConsumerArn, r => r.ConsumerArn, (r, v) => r.ConsumerArn = v)
            .Unsupported(r => r.NotSupported, "StreamId");
}
