using Hydrant.Core;
using Hydrant.Delivery.Staging;
using NodaTime;

namespace Hydrant.Delivery.Partitioning;

/// <summary>What a pair of prefixes may say, checked when a destination is configured, and what they mean.</summary>
public static class PrefixRules
{
    private const string NeedsErrorPrefix =
        "Ths supplied prefix(es) do not satisfy the following constraint: " // As AWS spells it.
        + "ErrorOutputPrefix cannot be null or empty when Prefix contains expressions";

    /// <summary>The longest name of an error's folder; it bounds what an error prefix can grow to.</summary>
    private const string LongestErrorOutputType = "AmazonOpenSearchService-failed";

    /// <param name="prefix">Null or empty when it was not given.</param>
    /// <param name="errorOutputPrefix">Null or empty when it was not given.</param>
    /// <param name="zone">Zone of all timestamps.</param>
    /// <param name="now">The lengths are judged by what the prefixes are worth at this moment.</param>
    /// <param name="isPartitioned">Whether records have partition keys, which the prefix must then use.</param>
    public static Outcome<PrefixPair> Build(
        string? prefix, string? errorOutputPrefix, DateTimeZone zone, Instant now, bool isPartitioned = false)
    {
        var good = PrefixTemplate.Parse(prefix ?? "", "Prefix");
        if (!good.Ok) return good.Fault;
        if (good.Value.HasErrorOutputType)
            return Fault.InvalidArgument("Prefix must not contain any occurrence of !{firehose:error-output-type}");

        var failed = PrefixTemplate.Parse(errorOutputPrefix ?? "", "ErrorOutputPrefix");
        if (!failed.Ok) return failed.Fault;
        if (string.IsNullOrEmpty(errorOutputPrefix) && good.Value.HasExpressions)
        {
            return Fault.InvalidArgument(NeedsErrorPrefix);
        }

        if (failed.Value is { HasExpressions: true, HasErrorOutputType: false })
        {
            return Fault.InvalidArgument(
                "ErrorOutputPrefix must contain at least one occurrence of !{firehose:error-output-type}");
        }

        if (WrongPartitionKeys(good.Value, failed.Value, isPartitioned) is { } wrong) return Fault.InvalidArgument(wrong);
        if (zone != DateTimeZone.Utc && (good.Value.NamesZone || failed.Value.NamesZone))
            return Fault.InvalidArgument(
                "The patterns v and zzzz with a CustomTimeZone are not supported yet by this server.");

        var pair = Complete(good.Value, failed.Value, zone);
        return FirstTooLong(pair, now) is { } fault ? fault : pair;
    }

    private static PrefixPair Complete(PrefixTemplate good, PrefixTemplate failed, DateTimeZone zone)
    {
        var errorText = failed.Text.Length > 0 ? failed.Text : good.Text;
        return new PrefixPair(
            good.HasExpressions ? good : PrefixTemplate.WithHours(good.Text),
            failed.HasExpressions ? failed : PrefixTemplate.WithErrorTypeAndHours(errorText),
            zone);
    }

    private static string? WrongPartitionKeys(PrefixTemplate good, PrefixTemplate failed, bool isPartitioned)
    {
        if (failed.HasPartitionKeys) return "Dynamic Partitioning Namespaces can't be part of an error prefix expression";
        if (isPartitioned == good.HasPartitionKeys) return null;
        return isPartitioned
            ? "S3 Prefix should contain Dynamic Partitioning namespaces when Dynamic Partitioning is enabled"
            : "Dynamic Partitioning Namespaces can only be part of a prefix expression when Dynamic Partitioning is enabled.";
    }

    private static Fault? FirstTooLong(PrefixPair pair, Instant now)
    {
        var time = now.InZone(pair.Zone);
        var ids = new RandomIdSource(seed: 0); // Only the length counts.
        if (pair.Prefix.Evaluate(time, ids, Unknown(pair.Prefix)).Length > FirehoseLimits.MaxEvaluatedPrefixChars)
            return Fault.InvalidArgument("Length of evaluated prefix cannot be greater than 512");
        var longest = pair.ErrorOutputPrefix.Evaluate(time, ids, Partition.Failed(LongestErrorOutputType));
        if (longest.Length > FirehoseLimits.MaxEvaluatedPrefixChars)
            return Fault.InvalidArgument("Length of evaluated ErrorOutputPrefix cannot be greater than 512");
        return null;
    }

    // Nobody knows the values yet; they count nothing.
    private static Partition Unknown(PrefixTemplate prefix) => Partition.Of(
        from source in new[] { PartitionKeySource.Query, PartitionKeySource.Lambda }
        from name in prefix.PartitionKeys(source)
        select new PartitionKeyValue(source, name, ""));
}
