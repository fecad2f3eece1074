using Hydrant.Core;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Firehose.Shared;

/// <summary>Types that several operations of Firehose share, with the constraints of its model.</summary>
internal static class FirehoseShapes
{
    /// <summary>Of the one destination that a delivery stream has.</summary>
    public const string OnlyDestinationId = "destinationId-000000000001";

    public static readonly Shape<string?> DeliveryStreamName =
        Shape.String(1, FirehoseLimits.MaxDeliveryStreamNameChars, "[a-zA-Z0-9_.-]+");

    public static readonly Shape<string?> DeliveryStreamType =
        Shape.Enum("DirectPut", "KinesisStreamAsSource", "MSKAsSource", "DatabaseAsSource");

    public static readonly Shape<string?> DestinationId = Shape.String(1, 100, "[a-zA-Z0-9-]+");

    public static readonly Shape<int?> Limit = Shape.Integer(1, 10_000);
}
