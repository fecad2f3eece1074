using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Hydrant.Storage.S3;

/// <summary>
/// Objects in any service that speaks S3. A bucket that is missing shows at a writer's first request, not when it is
/// made, because asking would cost a request for each object. Safe from any thread.
/// </summary>
public sealed class S3ObjectStore : IObjectStore, IDisposable
{
    private readonly S3ObjectStoreOptions _options;
    private readonly S3HttpClients _http;
    private readonly AmazonS3Client _client;

    public S3ObjectStore(S3ObjectStoreOptions options)
    {
        _options = options;
        _http = new S3HttpClients(options.Timeout);
        var config = new AmazonS3Config
        {
            ServiceURL = options.Endpoint.ToString(),
            AuthenticationRegion = options.Region,
            ForcePathStyle = options.PathStyle,
            MaxErrorRetry = options.Retries,
            HttpClientFactory = _http,

            // Checksum trailers are younger than most gateways; the signature covers the body already.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        _client = new AmazonS3Client(new BasicAWSCredentials(options.AccessKeyId, options.SecretAccessKey), config);
    }

    internal int PartBytes => _options.PartBytes;

    public bool HasKeys => true;

    public ValueTask<IObjectWriter> CreateAsync(ObjectKey key, ObjectMetadata metadata, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return new(new S3ObjectWriter(this, key, metadata));
    }

    public ValueTask<Stream> OpenReadAsync(ObjectKey key, CancellationToken ct) => CallAsync(key, async () =>
    {
        var request = new GetObjectRequest { BucketName = key.Bucket, Key = key.Path };
        var response = await _client.GetObjectAsync(request, ct);
        return response.ResponseStream;
    }, ct);

    public ValueTask<Stream> OpenRangeAsync(ObjectKey key, long offset, long length, CancellationToken ct) => CallAsync(key, async () =>
    {
        var request = new GetObjectRequest { BucketName = key.Bucket, Key = key.Path, ByteRange = new ByteRange(offset, offset + length - 1) };
        try
        {
            return (await _client.GetObjectAsync(request, ct)).ResponseStream;
        }
        catch (AmazonS3Exception e) when (e.StatusCode == System.Net.HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return Stream.Null;
        }
    }, ct);

    public async ValueTask<ObjectInfo?> FindAsync(ObjectKey key, CancellationToken ct)
    {
        Address(key);
        try
        {
            var request = new GetObjectMetadataRequest { BucketName = key.Bucket, Key = key.Path };
            var found = await _client.GetObjectMetadataAsync(request, ct);
            var encoding = found.Headers.ContentEncoding;
            var metadata = new ObjectMetadata(found.Headers.ContentType, string.IsNullOrEmpty(encoding) ? null : encoding);
            return new ObjectInfo(key, found.ContentLength, metadata) { Modified = TimeOf(found.LastModified) };
        }
        catch (AmazonS3Exception e) when (S3Faults.IsMissing(e))
        {
            return null;
        }
        catch (Exception e) when (S3Faults.IsOfTheWorld(e, ct))
        {
            throw S3Faults.Of(key, e);
        }
    }

    public async IAsyncEnumerable<ObjectInfo> ListAsync(
        string bucket, string prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        var request = new ListObjectsV2Request { BucketName = bucket, Prefix = prefix };
        do
        {
            var page = await ListPageAsync(request, ct);
            foreach (var found in page?.S3Objects ?? [])
            {
                yield return new ObjectInfo(new ObjectKey(bucket, found.Key), found.Size ?? 0, Metadata: null)
                {
                    Modified = TimeOf(found.LastModified),
                };
            }

            request.ContinuationToken = page?.NextContinuationToken;
        }
        while (request.ContinuationToken is not null);
    }

    public async ValueTask DeleteAsync(ObjectKey key, CancellationToken ct)
    {
        Address(key);
        try
        {
            await _client.DeleteObjectAsync(new DeleteObjectRequest { BucketName = key.Bucket, Key = key.Path }, ct);
        }
        catch (AmazonS3Exception e) when (S3Faults.IsMissing(e))
        {
            // No bucket, hence no object.
        }
        catch (Exception e) when (S3Faults.IsOfTheWorld(e, ct))
        {
            throw S3Faults.Of(key, e);
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _http.Dispose();
    }

    internal async ValueTask PutAsync(ObjectKey key, ObjectMetadata metadata, MemoryStream body, CancellationToken ct) =>
        await InBucketAsync(key, () =>
        {
            body.Position = 0;
            var request = new PutObjectRequest
            {
                BucketName = key.Bucket, Key = key.Path, InputStream = body, AutoCloseStream = false, UseChunkEncoding = false,
            };
            request.Headers.ContentType = metadata.ContentType;
            if (metadata.ContentEncoding is { } encoding) request.Headers.ContentEncoding = encoding;
            if (metadata.KmsKeyArn is { } kms)
                (request.ServerSideEncryptionMethod, request.ServerSideEncryptionKeyManagementServiceKeyId) = (ServerSideEncryptionMethod.AWSKMS, kms);
            return _client.PutObjectAsync(request, ct);
        }, ct);

    internal async ValueTask<string> StartUploadAsync(ObjectKey key, ObjectMetadata metadata, CancellationToken ct)
    {
        var started = await InBucketAsync(key, () =>
        {
            var request = new InitiateMultipartUploadRequest { BucketName = key.Bucket, Key = key.Path };
            request.Headers.ContentType = metadata.ContentType;
            if (metadata.ContentEncoding is { } encoding) request.Headers.ContentEncoding = encoding;
            if (metadata.KmsKeyArn is { } kms)
                (request.ServerSideEncryptionMethod, request.ServerSideEncryptionKeyManagementServiceKeyId) = (ServerSideEncryptionMethod.AWSKMS, kms);
            return _client.InitiateMultipartUploadAsync(request, ct);
        }, ct);
        return started.UploadId;
    }

    internal ValueTask<PartETag> SendPartAsync(
        ObjectKey key, string upload, int number, MemoryStream body, CancellationToken ct) => CallAsync(key, async () =>
    {
        var request = new UploadPartRequest
        {
            BucketName = key.Bucket, Key = key.Path, UploadId = upload, PartNumber = number,
            InputStream = body, PartSize = body.Length, UseChunkEncoding = false,
        };
        var sent = await _client.UploadPartAsync(request, ct);
        return new PartETag(number, sent.ETag);
    }, ct);

    internal async ValueTask CompleteUploadAsync(
        ObjectKey key, string upload, List<PartETag> parts, CancellationToken ct) => await CallAsync(key, () =>
    {
        var request = new CompleteMultipartUploadRequest
        {
            BucketName = key.Bucket, Key = key.Path, UploadId = upload, PartETags = parts,
        };
        return _client.CompleteMultipartUploadAsync(request, ct);
    }, ct);

    internal async ValueTask AbortUploadAsync(ObjectKey key, string upload)
    {
        Address(key);
        try
        {
            var request = new AbortMultipartUploadRequest { BucketName = key.Bucket, Key = key.Path, UploadId = upload };
            await _client.AbortMultipartUploadAsync(request, CancellationToken.None);
        }
        catch (Exception e) when (S3Faults.IsOfTheWorld(e, CancellationToken.None))
        {
            // Its parts cost space until the bucket's rule for incomplete uploads removes them; nothing else shows them.
        }
    }

    private static DateTimeOffset TimeOf(DateTime? modified) => (modified ?? DateTime.MaxValue).ToUniversalTime();

    private async ValueTask<ListObjectsV2Response?> ListPageAsync(ListObjectsV2Request request, CancellationToken ct)
    {
        try
        {
            return await _client.ListObjectsV2Async(request, ct);
        }
        catch (AmazonS3Exception e) when (S3Faults.IsMissing(e))
        {
            return null;
        }
        catch (Exception e) when (S3Faults.IsOfTheWorld(e, ct))
        {
            throw S3Faults.Of(new ObjectKey(request.BucketName, request.Prefix), e);
        }
    }

    /// <summary>Makes the bucket and calls again when it was missing and may be made.</summary>
    private ValueTask<T> InBucketAsync<T>(ObjectKey key, Func<Task<T>> call, CancellationToken ct) => CallAsync(key, async () =>
    {
        try
        {
            return await call();
        }
        catch (AmazonS3Exception e) when (_options.CreateBuckets && S3Faults.IsMissing(e))
        {
            await MakeBucketAsync(key.Bucket, ct);
            return await call();
        }
    }, ct);

    private async Task MakeBucketAsync(string bucket, CancellationToken ct)
    {
        Address(new ObjectKey(bucket, ""));

        // In S3 the first region is the one that is never named; gateways refuse names they were not told.
        var request = new PutBucketRequest { BucketName = bucket, UseClientRegion = false };
        if (_options.Region != "us-east-1") request.BucketRegionName = _options.Region;
        try
        {
            await _client.PutBucketAsync(request, ct);
        }
        catch (AmazonS3Exception e) when (e.ErrorCode is "BucketAlreadyOwnedByYou" or "BucketAlreadyExists")
        {
            // Another writer was first; if it is somebody else's, the next call says so.
        }
    }

    private async ValueTask<T> CallAsync<T>(ObjectKey key, Func<Task<T>> call, CancellationToken ct)
    {
        Address(key);
        try
        {
            return await call();
        }
        catch (Exception e) when (S3Faults.IsOfTheWorld(e, ct))
        {
            throw S3Faults.Of(key, e);
        }
    }

    private void Address(ObjectKey key)
    {
        var before = _options.Endpoint.AbsolutePath.TrimEnd('/').Length + (_options.PathStyle ? key.Bucket.Length + 1 : 0);
        S3HttpClients.RestoreSlash(key.Path.StartsWith('/') ? before : null);
    }
}
