using System.Net;
using Amazon.Runtime;
using Amazon.S3;

namespace Hydrant.Storage.S3;

/// <summary>What a failed request means to whoever wanted something of the store.</summary>
internal static class S3Faults
{
    /// <summary>The world's failures; a cancellation by the caller is none of them, a timeout of the client is.</summary>
    public static bool IsOfTheWorld(Exception exception, CancellationToken ct) => exception switch
    {
        OperationCanceledException => !ct.IsCancellationRequested,
        AmazonServiceException or AmazonClientException or HttpRequestException or IOException => true,
        _ => false,
    };

    public static StorageException Of(ObjectKey key, Exception cause)
    {
        var s3 = cause as AmazonS3Exception;
        var kind = KindOf(s3);
        var what = s3 is null ? cause.Message : $"{s3.ErrorCode} ({(int)s3.StatusCode}): {s3.Message}";
        return new StorageException(kind, $"Object {key}: {what}", cause);
    }

    /// <summary>There is no such object, or no such bucket. An answer to HEAD has no body, hence the status.</summary>
    public static bool IsMissing(AmazonS3Exception exception) =>
        exception.ErrorCode is "NoSuchKey" or "NoSuchBucket"
        || exception.StatusCode == HttpStatusCode.NotFound;

    private static StorageFaultKind KindOf(AmazonS3Exception? exception) => exception switch
    {
        null => StorageFaultKind.Unavailable,
        { ErrorCode: "QuotaExceeded" or "XMinioStorageFull" or "XMinioAdminBucketQuotaExceeded" } => StorageFaultKind.Full,

        // The upload was aborted by somebody else, or an answer to its completion was lost: whoever repeats it finds out.
        { ErrorCode: "NoSuchUpload" } => StorageFaultKind.Unavailable,
        { StatusCode: HttpStatusCode.InsufficientStorage } => StorageFaultKind.Full,
        _ when IsMissing(exception) => StorageFaultKind.NotFound,
        { ErrorCode: "InvalidBucketName" } => StorageFaultKind.NotFound,

        // Also refused credentials: they are mended outside, and then the same call succeeds.
        _ => StorageFaultKind.Unavailable,
    };
}
