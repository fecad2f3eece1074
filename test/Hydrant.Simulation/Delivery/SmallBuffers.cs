using Hydrant.Core;
using Hydrant.Delivery.Buffering;
using Hydrant.Delivery.Configuration;
using Hydrant.Delivery.Delivering;
using Hydrant.Delivery.Failures;
using Hydrant.Destinations.S3;
using Hydrant.Storage;

namespace Hydrant.Simulation.Delivery;

/// <summary>The real S3 destination with buffers small enough to fill within one history.</summary>
internal sealed class SmallBuffers(IObjectStore objects, IIdSource ids, BufferingHints buffering) : IDestinationFactory
{
    public static readonly DestinationSettings Settings = S3Rules.Check(
        new S3Configuration { RoleArn = "arn:aws:iam::000000000000:role/r", BucketArn = "arn:aws:s3:::lake", Prefix = "x/" },
        DateTimeOffset.UnixEpoch).Value;

    public string Kind => Settings.Kind;

    public ValueTask<Stream> OpenFailedAsync(FailedObject failed, CancellationToken ct) =>
        objects.OpenReadAsync(new ObjectKey(failed.Bucket, failed.Key), ct);

    public DeliveryRoute Build(DeliveryStreamState stream)
    {
        var options = S3Document.Read(stream.Spec.Destination.Json.Span);
        var parts = S3Parts.Of(options, DateTimeOffset.UnixEpoch).Value with { Buffering = buffering };
        return new DeliveryRoute(new S3Destination(stream.Name, stream.VersionId, parts, objects, ids));
    }
}
