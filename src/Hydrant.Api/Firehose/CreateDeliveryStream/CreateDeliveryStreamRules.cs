using Hydrant.Api.Firehose.Shared;
using Hydrant.Core;
using Hydrant.Delivery;
using Hydrant.Delivery.Configuration;
using Hydrant.Destinations.S3;
using Hydrant.Wire.Dispatch;

namespace Hydrant.Api.Firehose.CreateDeliveryStream;

/// <summary>
/// Which combinations of members make a delivery stream, in the order in which the service checks them.
/// </summary>
internal static class CreateDeliveryStreamRules
{
    /// <summary>Before anything is looked up: there must be one destination.</summary>
    public static Fault? FirstBroken(CreateDeliveryStreamRequest request) =>
        request.S3 is null == request.ExtendedS3 is null
            ? Fault.InvalidArgument("Exactly one destination configuration is supported for a Firehose")
            : null;

    /// <summary>After the name and the quota: source, encryption, tags and destination.</summary>
    public static Outcome<DeliveryStreamSpec> Check(CreateDeliveryStreamRequest request, DeliveryOptions options, CallContext call)
    {
        var type = TypeOf(request);
        if (!type.Ok) return type.Fault;

        if (request.Encryption is { } asked && EncryptionInput.FirstBroken(asked, type.Value, call.Tenant) is { } broken) return broken;

        var tags = DeliveryTags.Of(request.Tags);
        if (!tags.Ok) return tags.Fault;

        var destination = S3Rules.Check((request.ExtendedS3 ?? request.S3)!, call.ArrivedAt, options.KeepsLimits(tags.Value));
        if (!destination.Ok) return destination.Fault;

        return new DeliveryStreamSpec(request.DeliveryStreamName!, type.Value, destination.Value)
        {
            KinesisSource = request.KinesisSource is { } source
                ? new KinesisSourceSettings(source.StreamArn!, source.RoleArn!, StartedAtMs: null)
                : null,
            ThroughputHintMiB = request.DirectPutSource?.ThroughputHintInMBs,
            Encryption = request.Encryption is { } encryption
                ? DeliveryEncryption.Off.Start(encryption.KeyArn)
                : DeliveryEncryption.Off,
            Tags = tags.Value,
        };
    }

    private static Outcome<DeliveryStreamType> TypeOf(CreateDeliveryStreamRequest request)
    {
        var name = request.DeliveryStreamType ?? nameof(DeliveryStreamType.DirectPut);
        if (!Enum.TryParse<DeliveryStreamType>(name, out var type))
            return Fault.InvalidArgument($"DeliveryStreamType {name} is not supported yet by this server.");

        return (type, request.KinesisSource, request.DirectPutSource) switch
        {
            (DeliveryStreamType.DirectPut, not null, _) => Fault.InvalidArgument(
                "KinesisSourceStreamConfig is only applicable for KinesisStreamAsSource stream type"),
            (DeliveryStreamType.KinesisStreamAsSource, null, _) => Fault.InvalidArgument(
                "KinesisSourceStreamConfig is mandatory for KinesisStreamAsSource stream type."),
            (DeliveryStreamType.KinesisStreamAsSource, _, not null) => Fault.InvalidArgument(
                "DirectPutSourceConfig is only applicable for DirectPut stream type"),
            _ => type,
        };
    }
}
