using Hydrant.Core;
using Hydrant.Delivery.Partitioning;
using Hydrant.Delivery.Staging;
using Hydrant.Delivery.Transforms;

namespace Hydrant.Destinations.S3;

/// <summary>What processing and partitioning ask of each other and of the prefix, in the words of the service.</summary>
internal static class S3ProcessingRules
{
    private const int MaxProcessors = 5;
    private const int MinPartitionedMiB = 64;
    private const int MinPartitionedSeconds = 60;

    // As the service calls its classes in the text.
    private static readonly string[] ForPartitionsOnly = ["MetadataExtraction", "RecordDeAggregation"];

    public static ProcessorSettings SettingsOf(S3Processor? processor) => new(
        processor!.Type!,
        [.. (processor.Parameters ?? []).Select(parameter => KeyValuePair.Create(parameter!.Name!, parameter.Value!))]);

    public static Fault? FirstBroken(S3Configuration request, bool keepsLimits)
    {
        if ((request.Processing?.Processors ?? []).Contains(null)) return Wrong("A processor must not be null.");
        if (request.Processing is { Enabled: true } processing && FirstBroken(processing, request, keepsLimits) is { } broken) return broken;
        return keepsLimits && request.Partitioning is { Enabled: true } ? FirstBrokenOfPartitioning(request) : null;
    }

    /// <summary>Every key that the query makes must be used, and every key that is used must be made.</summary>
    public static Fault? FirstUnusedKey(S3Options options, PrefixPair prefixes)
    {
        if (!options.IsPartitioned) return null;
        var used = prefixes.Prefix.PartitionKeys(PartitionKeySource.Query);
        var query = options.Processors.FirstOrDefault(processor => processor.Type == "MetadataExtraction");
        if (used.Count > 0 && query is null)
            return Wrong("A MetadataExtraction processor is required when the S3 Prefix contains partitionKeyFromQuery.");
        if (prefixes.Prefix.PartitionKeys(PartitionKeySource.Lambda).Count > 0
            && !options.Processors.Any(processor => processor.Type == "Lambda"))
            return Wrong("A Lambda processor is required when the S3 Prefix contains partitionKeyFromLambda.");
        if (query is null) return null;

        var made = TransformCatalog.KeysOf(query);
        if (made.Except(used, StringComparer.Ordinal).Any())
            return Wrong("MetaDataExtraction JQ Query can't contain keys that are not present in the S3 Prefix expression");
        return used.Except(made, StringComparer.Ordinal).FirstOrDefault() is { } missing
            ? Wrong($"The MetadataExtraction query does not give the key {missing} of the S3 Prefix expression.")
            : null;
    }

    private static Fault? FirstBroken(S3Processing processing, S3Configuration request, bool keepsLimits)
    {
        var processors = (processing.Processors ?? []).Select(SettingsOf).ToList();
        if (processors.Count == 0 || (keepsLimits && processors.Count > MaxProcessors))
            return Wrong("A maximum of 5 and a minimum of 1 processor needs to be supplied when processing is enabled.");
        foreach (var processor in processors)
        {
            if (TransformCatalog.Mistake(processor) is { } mistake) return Wrong(mistake);
            if (ForPartitionsOnly.Contains(processor.Type) && request.Partitioning is not { Enabled: true })
            {
                return Wrong($"class com.amazonaws.services.firehose.internal.model.{processor.Type}Processor can only be present when "
                    + "Dynamic Partitioning is enabled.");
            }
        }

        if (processors.Count(processor => processor.Type == "Lambda") > 1) return Wrong("Cannot have more than 1 Lambda processor.");
        var single = processors.Where(processor => !TransformCatalog.MayRepeat(processor));
        if (single.GroupBy(processor => processor.Type).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return Wrong($"Cannot have more than 1 {twice.Key} processor.");
        if (FirstBrokenOfRows(processors, request) is { } rows) return rows;
        return Has(processors, "CloudWatchLogProcessing") && !Has(processors, "Decompression")
            ? Wrong("CloudWatchLogProcessingProcessor can only be enabled with DecompressionProcessor")
            : null;
    }

    // Rows that nothing ends would be one row; and columns are made of JSON.
    private static Fault? FirstBrokenOfRows(List<ProcessorSettings> processors, S3Configuration request)
    {
        if (!Has(processors, "JsonToCsv")) return null;
        if (request.FormatConversion is { Enabled: not false })
            return Wrong("A JsonToCsv processor cannot be used when data format conversion is enabled.");
        return Has(processors, "AppendDelimiterToRecord")
            ? null
            : Wrong("A JsonToCsv processor needs an AppendDelimiterToRecord processor, which ends its rows.");
    }

    private static Fault? FirstBrokenOfPartitioning(S3Configuration request)
    {
        if (request.BufferingHints is not { } hints) return null;
        if (hints.SizeInMBs < MinPartitionedMiB)
            return Wrong("BufferingHints.SizeInMBs must be at least 64 when Dynamic Partitioning is enabled.");
        return hints.IntervalInSeconds < MinPartitionedSeconds
            ? Wrong("BufferingHints.IntervalInSeconds must be at least 60 when Dynamic Partitioning is enabled.")
            : null;
    }

    private static bool Has(List<ProcessorSettings> processors, string type) => processors.Exists(processor => processor.Type == type);

    private static Fault Wrong(string text) => Fault.InvalidArgument(text);
}
