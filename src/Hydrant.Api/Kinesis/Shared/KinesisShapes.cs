using Hydrant.Core;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.Shared;

/// <summary>Types that several operations of Kinesis share, with the constraints of its model.</summary>
internal static class KinesisShapes
{
    private const string Name = "[a-zA-Z0-9_.-]+";
    private const string Number = @"0|([1-9]\d{0,128})";

    public static readonly Shape<string?> StreamName = Shape.String(1, KinesisLimits.MaxStreamNameChars, Name);

    public static readonly Shape<string?> StreamArn = Shape.String(1, 2048, @"arn:aws.*:kinesis:.*:\d{12}:stream/\S+");

    public static readonly Shape<string?> ConsumerName = Shape.String(1, KinesisLimits.MaxStreamNameChars, Name);

    public static readonly Shape<string?> ConsumerArn = Shape.String(
        1, 2048, @"^(arn):aws.*:kinesis:.*:\d{12}:.*stream\/[a-zA-Z0-9_.-]+\/consumer\/[a-zA-Z0-9_.-]+:[0-9]+");

    public static readonly Shape<string?> ResourceArn = Shape.String(1, 2048, @"arn:aws.*:kinesis:.*:\d{12}:.*stream/\S+");

    public static readonly Shape<string?> ShardId = Shape.String(1, 128, Name);

    public static readonly Shape<string?> SequenceNumber = Shape.String(pattern: Number);

    public static readonly Shape<string?> HashKey = Shape.String(pattern: @"0|([1-9]\d{0,38})");

    public static readonly Shape<string?> PartitionKey = Shape.String(1, KinesisLimits.MaxPartitionKeyChars);

    public static readonly Shape<string?> NextToken = Shape.String(1, 1_048_576);

    public static readonly Shape<Dictionary<string, string>?> Tags = Shape.TextMap(max: 200, maxKey: 128, maxValue: 256);

    public static readonly Shape<StreamModeDetails?> StreamModeDetails = new StructureShape<StreamModeDetails>()
        .Required(
            "StreamMode", Shape.Enum("PROVISIONED", "ON_DEMAND"),
            details => details.StreamMode, (details, value) => details.StreamMode = value);
}
