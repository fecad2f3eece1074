namespace Hydrant.Storage.S3;

/// <summary>Which S3 service, and how to talk to it.</summary>
public sealed record S3ObjectStoreOptions
{
    /// <summary>Of S3 itself: every part but the last has at least so many bytes.</summary>
    public const int MinPartBytes = 5 * 1024 * 1024;

    /// <summary>A larger part would be one array that lives as long as its upload.</summary>
    public const int MaxPartBytes = 512 * 1024 * 1024;

    /// <summary>Address of the service, http or https.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The region that requests are signed for.</summary>
    public string Region { get; init; } = "us-east-1";

    public required string AccessKeyId { get; init; }

    public required string SecretAccessKey { get; init; }

    /// <summary>The bucket is in the path and not in the host name. On, because gateways rarely have names for buckets.</summary>
    public bool PathStyle { get; init; } = true;

    /// <summary>A bucket is made with its first object. Off: an object for a bucket that does not exist is refused.</summary>
    public bool CreateBuckets { get; init; }

    /// <summary>
    /// Bytes of a part, and what an open writer holds in memory. Smaller objects go in one request. S3 takes 10,000 parts,
    /// so the default lets an object have 78 GiB.
    /// </summary>
    public int PartBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>
    /// Repetitions of a failed request within one call. Few: the caller retries with a plan, and knows for how long.
    /// </summary>
    public int Retries { get; init; } = 1;

    /// <summary>How long one request may take; a part must go through in that time.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Everything that is wrong with these options; empty when they can be used.</summary>
    public IReadOnlyList<string> Mistakes()
    {
        List<string> mistakes = [];
        if (!Endpoint.IsAbsoluteUri || Endpoint.Scheme is not ("http" or "https"))
            mistakes.Add($"Endpoint must be an http or https address, not '{Endpoint}'.");
        if (Region.Length == 0) mistakes.Add("Region must not be empty; gateways without regions take us-east-1.");
        if (AccessKeyId.Length == 0) mistakes.Add("AccessKeyId must not be empty.");
        if (SecretAccessKey.Length == 0) mistakes.Add("SecretAccessKey must not be empty.");
        if (PartBytes is < MinPartBytes or > MaxPartBytes)
            mistakes.Add($"PartBytes must be {MinPartBytes} to {MaxPartBytes}, not {PartBytes}.");
        if (Retries is < 0 or > 10) mistakes.Add($"Retries must be 0 to 10, not {Retries}.");
        if (Timeout <= TimeSpan.Zero) mistakes.Add($"Timeout must be positive, not {Timeout}.");
        return mistakes;
    }

    /// <summary>Without the secret, so that it never reaches a log.</summary>
    public override string ToString() => $"{Endpoint} ({Region}, {AccessKeyId})";
}
