using Hydrant.Core;
using Hydrant.Delivery.Configuration;
using Hydrant.Delivery.Delivering;
using Hydrant.Delivery.Failures;
using Hydrant.Delivery.Staging;
using Hydrant.Delivery.Transforms;
using Hydrant.Formats.Compression;
using Hydrant.Storage;

namespace Hydrant.Destinations.S3;

/// <summary>Builds S3 destinations from what the catalogue keeps.</summary>
internal sealed class S3DestinationFactory(DestinationServices services) : IDestinationFactory
{
    public const string KindName = "S3";

    public string Kind => KindName;

    public async ValueTask<Fault?> CheckAsync(DestinationSettings settings, Tenant tenant, CancellationToken ct)
    {
        var options = S3Document.Read(settings.Json.Span);
        if ((options.KmsKeyArn ?? options.Backup?.KmsKeyArn) is not null && !services.Objects.HasKeys)
        {
            return Fault.InvalidArgument(
                "KMSEncryptionConfig needs a store that encrypts objects, and the buckets of this server are folders. Start it with "
                + "--s3-endpoint, or keep the folders on an encrypted disk and leave KMSEncryptionConfig out.");
        }

        if (!options.IsConverted) return null;

        var schema = await new TableSchemas(services.Tables, options.FormatConversion!.Schema!, tenant).CurrentAsync(ct);
        if (!schema.Ok) return schema.Fault;
        var plan = S3Conversions.Of(options.FormatConversion!, tenant, services.Tables);
        return plan.Mistake(schema.Value.Schema) is { } mistake ? Fault.InvalidArgument(mistake) : null;
    }

    public async ValueTask<Stream> OpenFailedAsync(FailedObject failed, CancellationToken ct)
    {
        var stored = await services.Objects.OpenReadAsync(new ObjectKey(failed.Bucket, failed.Key), ct);
        return CompressionCatalog.Find(failed.Compression)!.Open(stored);
    }

    public DeliveryRoute Build(DeliveryStreamState stream)
    {
        var options = S3Document.Read(stream.Spec.Destination.Json.Span);
        var parts = PartsOf(options, stream);
        return new DeliveryRoute(new S3Destination(stream.Name, stream.VersionId, parts, services.Objects, services.Ids))
        {
            Processing = options.IsProcessing ? ProcessingOf(options, parts, stream) : null,
            Backup = options is { IsBackedUp: true, Backup: { } backup }
                ? new S3Destination(stream.Name, stream.VersionId, PartsOf(backup, stream), services.Objects, services.Ids)
                : null,
        };
    }

    // The settings were checked when they were stored, by the same rules.
    private S3Parts PartsOf(S3Options options, DeliveryStreamState stream)
    {
        var parts = S3Parts.Of(options, DateTimeOffset.FromUnixTimeMilliseconds(stream.CreatedAtMs)).Value with
        {
            ErrorLog = options.IsLogged && services.ErrorLog is { } log ? new S3ErrorLog(log, options, stream.Arn, stream.VersionId) : null,
        };
        return options.IsConverted
            ? parts with
            {
                Conversion = S3Conversions.Of(options.FormatConversion!, stream.Tenant, services.Tables).Plan,
                RowMemory = services.RowMemory,
            }
            : parts;
    }

    private Hydrant.Delivery.Processing.ProcessingPlan ProcessingOf(S3Options options, S3Parts parts, DeliveryStreamState stream)
    {
        var transforms = new TransformParts(stream.Arn, services.Functions, services.Ids, services.Clock)
        {
            LambdaKeys = parts.Prefixes.Prefix.PartitionKeys(PartitionKeySource.Lambda),
        };
        int? maxPartitions = options.IsPartitioned ? FirehoseLimits.MaxActivePartitions : null;
        return TransformCatalog.Build(options.Processors, transforms, maxPartitions);
    }
}
