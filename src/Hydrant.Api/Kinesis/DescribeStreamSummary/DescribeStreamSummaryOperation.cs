using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Streams.Consumers;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.DescribeStreamSummary;

/// <summary>Describes a stream without its shards.</summary>
internal sealed class DescribeStreamSummaryOperation(StreamDirectory streams, ConsumerDirectory consumers)
    : Operation<DescribeStreamSummaryRequest, DescribeStreamSummaryResponse>
{
    private static readonly Shape<DescribeStreamSummaryRequest?> RequestShape =
        StreamRequest.ShapeOf<DescribeStreamSummaryRequest>();

    private static readonly Shape<DescribeStreamSummaryResponse?> Summary =
        new StructureShape<DescribeStreamSummaryResponse>()
            .Required("StreamName", Shape.AnyString, r => r.Now.State.Name.ToString())
            .Required("StreamARN", Shape.AnyString, r => r.Now.State.Arn.ToString())
            .Required("StreamStatus", Shape.AnyString, r => r.Now.State.Status.ToString().ToUpperInvariant())
            .Required("StreamModeDetails", KinesisShapes.StreamModeDetails, r => StreamModeDetails.Of(r.Now.State.Mode))
            .Required("RetentionPeriodHours", Shape.Integer(), r => r.Now.State.RetentionHours)
            .Required("StreamCreationTimestamp", Shape.Timestamp, r => r.Now.State.CreatedAtMs / 1000 * 1000)
            .Required("EnhancedMonitoring", StreamDescriptions.EnhancedMonitoring, r => StreamDescriptions.MetricsOf(r.Now.State))
            .Required("EncryptionType", Shape.AnyString, r => StreamDescriptions.EncryptionTypeOf(r.Now.State))
            .Optional("KeyId", Shape.AnyString, r => r.Now.State.Settings.Encryption.KeyId)
            .Required("OpenShardCount", Shape.Integer(), r => r.Now.Shards.Open.Length)
            .Required("ConsumerCount", Shape.Integer(), r => r.Consumers)
            .Optional("WarmThroughput", WarmThroughput.Shape, r => r.WarmThroughput)
            .Required("MaxRecordSizeInKiB", Shape.Integer(), r => r.Now.State.MaxRecordKiB)
            .Optional("RecordDistributionStrategy", Shape.AnyString, r => RecordDistributions.Shown(r.Now.State))
            .Required("ChannelCount", Shape.Integer(), r => 0);

    private static readonly Shape<DescribeStreamSummaryResponse?> ResponseShape =
        new StructureShape<DescribeStreamSummaryResponse>().Required("StreamDescriptionSummary", Summary, r => r);

    protected override Shape<DescribeStreamSummaryRequest?> Request => RequestShape;

    protected override Shape<DescribeStreamSummaryResponse?> Response => ResponseShape;

    public override ValueTask<Outcome<DescribeStreamSummaryResponse>> HandleAsync(
        DescribeStreamSummaryRequest request, CallContext call, CancellationToken ct)
    {
        var found = streams.Find(request.StreamName, request.StreamArn, call, "DescribeStreamSummary");
        return ValueTask.FromResult<Outcome<DescribeStreamSummaryResponse>>(found.Ok ? Describe(found.Value) : found.Fault);
    }

    private DescribeStreamSummaryResponse Describe(LiveStream stream) => new()
    {
        Now = stream.Now,
        Consumers = consumers.Count(stream),
        WarmThroughput = WarmThroughput.Shown(streams, stream.Now.State),
    };
}

internal sealed class DescribeStreamSummaryRequest : StreamRequest;

internal sealed class DescribeStreamSummaryResponse
{
    public LiveStream.Moment Now { get; init; } = null!;

    public int Consumers { get; init; }

    public WarmThroughput? WarmThroughput { get; init; }
}
