namespace Hydrant.Conformance.Suites;

/// <summary>
/// The operations that a client does not know, because its version is older than they are, or because it has no way to
/// show their answer. Each client is asked whether that is so.
/// </summary>
internal static class ClientGaps
{
    /// <summary>Newer than Debian's boto3 and CLI, which are of 2022.</summary>
    private static readonly string[] Newer =
    [
        "CreateChannel", "DeleteChannel", "DeleteResourcePolicy", "DescribeAccountSettings", "DescribeChannel",
        "GetResourcePolicy", "ListChannels", "ListTagsForResource", "PutResourcePolicy", "TagResource", "UntagResource",
        "UpdateAccountSettings", "UpdateChannel", "UpdateMaxRecordSize", "UpdateStreamRecordDistributionStrategy",
        "UpdateStreamWarmThroughput",
    ];

    public static IReadOnlyList<string> Of(string client) => client switch
    {
        "boto3" => Newer,
        "AWS CLI" => [.. Newer, "SubscribeToShard"],
        _ => [],
    };
}
