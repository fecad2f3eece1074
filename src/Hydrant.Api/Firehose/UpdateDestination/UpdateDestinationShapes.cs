using Hydrant.Api.Firehose.Shared;
using Hydrant.Api.Shared;
using Hydrant.Destinations.S3;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Firehose.UpdateDestination;

internal sealed class UpdateDestinationRequest : INamesStream
{
    public string? DeliveryStreamName { get; set; }

    string? INamesStream.Stream => DeliveryStreamName;

    public string? VersionId { get; set; }

    public string? DestinationId { get; set; }

    public S3Configuration? S3 { get; set; }

    public S3Configuration? ExtendedS3 { get; set; }

    public List<string> NotSupported { get; } = [];
}

internal static class UpdateDestinationShapes
{
    public static readonly Shape<UpdateDestinationRequest?> Request = new StructureShape<UpdateDestinationRequest>()
        .Required(
            "DeliveryStreamName", FirehoseShapes.DeliveryStreamName,
            r => r.DeliveryStreamName, (r, v) => r.DeliveryStreamName = v)
        .Required(
            "CurrentDeliveryStreamVersionId", Shape.String(1, 50, "[0-9]+"), r => r.VersionId, (r, v) => r.VersionId = v)
        .Required("DestinationId", FirehoseShapes.DestinationId, r => r.DestinationId, (r, v) => r.DestinationId = v)
        .Optional("S3DestinationUpdate", S3Shapes.Update, r => r.S3, (r, v) => r.S3 = v)
        .Optional("ExtendedS3DestinationUpdate", S3Shapes.ExtendedUpdate, r => r.ExtendedS3, (r, v) => r.ExtendedS3 = v)
        .Unsupported(
            r => r.NotSupported,
            "RedshiftDestinationUpdate", "ElasticsearchDestinationUpdate", "AmazonopensearchserviceDestinationUpdate",
            "SplunkDestinationUpdate", "HttpEndpointDestinationUpdate", "AmazonOpenSearchServerlessDestinationUpdate",
            "SnowflakeDestinationUpdate", "IcebergDestinationUpdate");
}
