using Hydrant.Streams.Consumers;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.Shared;

/// <summary>How a consumer is described: in lists without its stream, alone with it.</summary>
internal static class ConsumerShapes
{
    public static readonly Shape<ConsumerView?> Consumer = Common();

    public static readonly Shape<ConsumerView?> Description =
        Common().Required("StreamARN", Shape.AnyString, v => v.State.StreamArn.ToString());

    private static StructureShape<ConsumerView> Common() => new StructureShape<ConsumerView>()
        .Required("ConsumerName", Shape.AnyString, v => v.State.Name)
        .Required("ConsumerARN", Shape.AnyString, v => v.State.Arn.ToString())
        .Required("ConsumerStatus", Shape.AnyString, v => v.State.Status.ToString().ToUpperInvariant())
        .Required("ConsumerCreationTimestamp", Shape.Timestamp, v => v.State.CreatedAtSeconds * 1000);
}

/// <summary>A consumer about to be described.</summary>
internal sealed class ConsumerView
{
    public ConsumerState State { get; init; } = null!;
}
