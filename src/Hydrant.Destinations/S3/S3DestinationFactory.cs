using Hydrant.Core;
using Hydrant.Delivery.Configuration;
using Hydrant.Delivery.Delivering;
using Hydrant.Storage;

namespace Hydrant.Destinations.S3;

/// <summary>Builds S3 destinations from what the catalogue keeps.</summary>
internal sealed class S3DestinationFactory(IObjectStore objects, IIdSource ids) : IDestinationFactory
{
    public const string KindName = "S3";

    public string Kind => KindName;

    public DeliveryRoute Build(DeliveryStreamState stream)
    {
        var options = S3Document.Read(stream.Spec.Destination.Json.Span);

        // The settings were checked when they were stored, by the same rules.
        var created = DateTimeOffset.FromUnixTimeMilliseconds(stream.CreatedAtMs);
        var parts = S3Parts.Of(options, created).Value;
        return new DeliveryRoute(new S3Destination(stream.Name, stream.VersionId, parts, objects, ids));
    }
}
