using System.Collections.Frozen;

namespace Hydrant.Api.Kinesis.Rates;

/// <summary>How often a second the operations of the control plane may be called; docs/quotas.md#request-rates.</summary>
internal static class CallRates
{
    private static readonly FrozenDictionary<string, CallRate> Rates = Table().ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The rate of an operation; null for those that are limited in other ways, or not at all.</summary>
    public static CallRate? Of(string operation) => Rates.TryGetValue(operation, out var rate) ? rate : null;

    private static IEnumerable<KeyValuePair<string, CallRate>> Table() =>
    [
        .. Each(new(1, PerStream: false), "DescribeLimits"),
        .. Each(
            new(5, PerStream: false),
            "CreateStream", "DeleteStream", "ListStreams", "AddTagsToStream", "DescribeAccountSettings", "UpdateAccountSettings",
            "UpdateStreamWarmThroughput", "PutResourcePolicy", "GetResourcePolicy", "DeleteResourcePolicy"),
        .. Each(
            new(5, PerStream: true),
            "SplitShard", "MergeShards", "IncreaseStreamRetentionPeriod", "DecreaseStreamRetentionPeriod",
            "EnableEnhancedMonitoring", "DisableEnhancedMonitoring", "ListTagsForStream", "RemoveTagsFromStream",
            "ListStreamConsumers", "RegisterStreamConsumer", "DeregisterStreamConsumer"),
        .. Each(new(10, PerStream: false), "DescribeStream", "UpdateShardCount"),
        .. Each(new(20, PerStream: false), "DescribeStreamSummary"),
        .. Each(new(20, PerStream: true), "DescribeStreamConsumer"),
        .. Each(new(1_000, PerStream: true), "ListShards"),
    ];

    private static IEnumerable<KeyValuePair<string, CallRate>> Each(CallRate rate, params string[] operations) =>
        operations.Select(operation => KeyValuePair.Create(operation, rate));
}
