using System.Collections.Immutable;

namespace Hydrant.Streams.Settings;

/// <summary>The metrics that can be kept for each shard, in the order in which they are listed.</summary>
public static class ShardMetrics
{
    public static readonly ImmutableArray<string> All =
    [
        "IncomingBytes", "IncomingRecords", "OutgoingBytes", "OutgoingRecords", "WriteProvisionedThroughputExceeded",
        "ReadProvisionedThroughputExceeded", "IteratorAgeMilliseconds",
    ];

    public static ImmutableArray<string> With(ImmutableArray<string> present, IReadOnlyCollection<string> more) =>
        [.. All.Where(name => present.Contains(name) || more.Contains(name))];

    public static ImmutableArray<string> Without(ImmutableArray<string> present, IReadOnlyCollection<string> less) =>
        [.. present.Where(name => !less.Contains(name))];
}
