using Hydrant.Core;
using Hydrant.Delivery;
using Hydrant.Delivery.Buffering;
using Hydrant.Delivery.Conversion;
using Hydrant.Delivery.Partitioning;
using Hydrant.Formats.Compression;
using Hydrant.Storage;
using NodaTime;

namespace Hydrant.Destinations.S3;

/// <summary>What the settings of an S3 destination mean: names resolved, templates parsed.</summary>
/// <param name="Bucket">Where objects go.</param>
/// <param name="Prefixes">What keys begin with.</param>
/// <param name="Compression">How objects are packed.</param>
/// <param name="Extension">What keys end with.</param>
/// <param name="Buffering">When objects are written.</param>
internal sealed record S3Parts(
    string Bucket, PrefixPair Prefixes, ICompressionFormat Compression, string Extension, BufferingHints Buffering)
{
    /// <summary>Whether records become files of columns.</summary>
    public bool IsConverted { get; init; }

    /// <summary>How records become files of columns; null when they stay what they are.</summary>
    public ConversionPlan? Conversion { get; init; }

    /// <summary>Bytes of rows that one file of columns may hold in memory; beyond them a row group ends early.</summary>
    public long RowMemory { get; init; } = DeliveryOptions.MaxRowMemory;

    /// <summary>The key of the store that objects are encrypted with; null for none.</summary>
    public string? KmsKeyArn { get; init; }

    /// <summary>Takes errors; null when it is off.</summary>
    public S3ErrorLog? ErrorLog { get; init; }

    /// <summary>What an object says of itself.</summary>
    public ObjectMetadata MetadataOf(string? contentEncoding) => new("application/octet-stream", contentEncoding) { KmsKeyArn = KmsKeyArn };

    /// <summary>Fails for settings whose members do not go together.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="now">The lengths of prefixes are judged by what they are worth at this moment.</param>
    public static Outcome<S3Parts> Of(S3Options options, DateTimeOffset now)
    {
        var zone = CustomTimeZone.Find(options.CustomTimeZone);
        if (!zone.Ok) return zone.Fault;

        var prefixes = PrefixRules.Build(
            options.Prefix, options.ErrorOutputPrefix, zone.Value, Instant.FromDateTimeOffset(now), options.IsPartitioned);
        if (!prefixes.Ok) return prefixes.Fault;

        if (CompressionCatalog.Find(options.Compression) is not { } compression)
            return Fault.InvalidArgument(
                $"CompressionFormat {options.Compression} is not supported yet by this server.");

        return new S3Parts(
            options.Bucket,
            prefixes.Value,
            compression,
            options.FileExtension.Length > 0 ? options.FileExtension
                : options.IsConverted ? S3ConversionRules.ExtensionOf(options.FormatConversion!) : compression.Extension,
            new BufferingHints(ByteSize.MiB(options.BufferMiB), TimeSpan.FromSeconds(options.BufferSeconds)))
        {
            IsConverted = options.IsConverted,
            KmsKeyArn = options.KmsKeyArn,
        };
    }
}
