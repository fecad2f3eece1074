using Hydrant.Core;
using Hydrant.Delivery.Failures;
using Hydrant.Delivery.Logging;
using Hydrant.Storage;

namespace Hydrant.Destinations.S3;

/// <summary>What an S3 destination writes to its error log.</summary>
internal sealed class S3ErrorLog(IErrorLog log, S3Options options, Arn stream, int versionId)
{
    /// <summary>An attempt failed; it will be repeated.</summary>
    public void Failed(StorageFaultKind kind, string message) =>
        Add(kind == StorageFaultKind.NotFound ? "S3.NoSuchBucket" : "InternalError", message);

    /// <summary>Records went to the error output: an entry for each reason.</summary>
    public void Failed(FailedObject failed)
    {
        foreach (var (code, records) in failed.Codes) Add(code, $"{records} records were written to s3://{failed.Bucket}/{failed.Key}");
    }

    private void Add(string code, string message) => log.Add(new ErrorLogEntry(
        options.LogGroupName ?? "", options.LogStreamName ?? "", stream.ToString(), versionId, options.BucketArn, code, message));
}
