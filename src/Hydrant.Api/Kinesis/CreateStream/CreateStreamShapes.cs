using Hydrant.Api.Kinesis.Shared;
using Hydrant.Api.Shared;
using Hydrant.Core;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.CreateStream;

internal sealed class CreateStreamRequest : INamesStream
{
    public string? StreamName { get; set; }

    string? INamesStream.Stream => StreamName;

    public int? ShardCount { get; set; }

    public StreamModeDetails? StreamModeDetails { get; set; }

    public Dictionary<string, string>? Tags { get; set; }

    public int? MaxRecordSizeInKiB { get; set; }

    public int? WarmThroughputMiBps { get; set; }

    public string? RecordDistributionStrategy { get; set; }
}

internal static class CreateStreamShapes
{
    public static readonly Shape<CreateStreamRequest?> Request = new StructureShape<CreateStreamRequest>()
        .Required("StreamName", KinesisShapes.StreamName, r => r.StreamName, (r, v) => r.StreamName = v)
        .Optional("ShardCount", Shape.Integer(min: 1), r => r.ShardCount, (r, v) => r.ShardCount = v)
        .Optional(
            "StreamModeDetails", KinesisShapes.StreamModeDetails,
            r => r.StreamModeDetails, (r, v) => r.StreamModeDetails = v)
        .Optional("Tags", KinesisShapes.Tags, r => r.Tags, (r, v) => r.Tags = v)
        .Optional(
            "MaxRecordSizeInKiB", Shape.Integer(KinesisLimits.MinMaxRecordKiB, KinesisLimits.MaxMaxRecordKiB),
            r => r.MaxRecordSizeInKiB, (r, v) => r.MaxRecordSizeInKiB = v)
        .Optional(
            "WarmThroughputMiBps", Shape.Integer(min: 0),
            r => r.WarmThroughputMiBps, (r, v) => r.WarmThroughputMiBps = v)
        .Optional(
            "RecordDistributionStrategy", RecordDistributions.Shape,
            r => r.RecordDistributionStrategy, (r, v) => r.RecordDistributionStrategy = v);
}
