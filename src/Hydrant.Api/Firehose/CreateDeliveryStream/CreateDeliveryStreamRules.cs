using System.Collections.Immutable;
using Hydrant.Core;
using Hydrant.Delivery;
using Hydrant.Delivery.Configuration;
using Hydrant.Destinations.S3;

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

    /// <summary>After the name and the quota: source, destination and tags.</summary>
    public static Outcome<DeliveryStreamSpec> Check(CreateDeliveryStreamRequest request, DeliveryOptions options, DateTimeOffset now)
    {
        var type = TypeOf(request);
        if (!type.Ok) return type.Fault;

        var tags = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var tag in request.Tags ?? [])
        {
            if (!tags.TryAdd(tag!.Key!, tag.Value ?? ""))
                return Fault.InvalidArgument($"The tag key {tag.Key} is given more than once.");
        }

        var destination = S3Rules.Check((request.ExtendedS3 ?? request.S3)!, now, options.KeepsLimits(tags.ToImmutable()));
        if (!destination.Ok) return destination.Fault;

        return new DeliveryStreamSpec(request.DeliveryStreamName!, type.Value, destination.Value)
        {
            KinesisSource = request.KinesisSource is { } source
                ? new KinesisSourceSettings(source.StreamArn!, source.RoleArn!, StartedAtMs: null)
                : null,
            ThroughputHintMiB = request.DirectPutSource?.ThroughputHintInMBs,
            Tags = tags.ToImmutable(),
        };
    }

    /// <summary>The tags of a request that nobody has checked yet.</summary>
    public static ImmutableSortedDictionary<string, string> TagsOf(CreateDeliveryStreamRequest request)
    {
        var tags = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var tag in request.Tags ?? [])
        {
            if (tag?.Key is { } key) tags[key] = tag.Value ?? "";
        }

        return tags.ToImmutable();
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
