using Hydrant.Api.Shared;
using Hydrant.Api.Kinesis.Shared;
using Hydrant.Streams.Consumers;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.RegisterStreamConsumer;

internal sealed class RegisterStreamConsumerRequest : INamesStream
{
    public string? Stream => StreamNames.InArn(StreamArn);

    public string? StreamArn { get; set; }

    public string? ConsumerName { get; set; }

    public Dictionary<string, string>? Tags { get; set; }

    public List<string> NotSupported { get; } = [];
}

internal sealed class RegisterStreamConsumerResponse
{
    public ConsumerState State { get; init; } = null!;
}

internal static class RegisterStreamConsumerShapes
{
    public static readonly Shape<RegisterStreamConsumerRequest?> Request = new StructureShape<RegisterStreamConsumerRequest>()
        .Required("StreamARN", KinesisShapes.StreamArn, r => r.StreamArn, (r, v) => r.StreamArn = v)
        .Required("ConsumerName", KinesisShapes.ConsumerName, r => r.ConsumerName, (r, v) => r.ConsumerName = v)
        .Optional("Tags", KinesisShapes.Tags, r => r.Tags, (r, v) => r.Tags = v)
        .Unsupported(r => r.NotSupported, "StreamId");

    public static readonly Shape<RegisterStreamConsumerResponse?> Response = new StructureShape<RegisterStreamConsumerResponse>()
        .Required("Consumer", ConsumerShapes.Consumer, r => new ConsumerView { State = r.State });
}
