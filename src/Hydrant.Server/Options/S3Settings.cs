using Hydrant.Storage.S3;

namespace Hydrant.Server.Options;

/// <summary>Buckets in a service that speaks S3, or, without an endpoint, as folders in the data directory.</summary>
internal sealed record S3Settings
{
    public Uri? Endpoint { get; init; }

    public string Region { get; init; } = "us-east-1";

    public string AccessKey { get; init; } = "";

    public string SecretKey { get; init; } = "";

    public bool CreateBuckets { get; init; }

    /// <summary>The store's own settings; only with an endpoint.</summary>
    public S3ObjectStoreOptions ToStore() => new()
    {
        Endpoint = Endpoint!,
        Region = Region,
        AccessKeyId = AccessKey,
        SecretAccessKey = SecretKey,
        CreateBuckets = CreateBuckets,
    };

    public IEnumerable<string> Mistakes()
    {
        if (Endpoint is not null) return ToStore().Mistakes().Select(mistake => $"s3: {mistake}");
        return AccessKey.Length + SecretKey.Length > 0 || CreateBuckets
            ? ["s3-access-key, s3-secret-key and s3-create-buckets mean nothing without s3-endpoint."]
            : [];
    }
}
