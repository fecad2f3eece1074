using System.Collections.Immutable;
using Hydrant.Core;
using Hydrant.Delivery.Failures;
using Hydrant.Delivery.Logging;
using Hydrant.Destinations.S3;
using Hydrant.Storage;

namespace Hydrant.Destinations.Tests.S3;

public sealed class S3ErrorLogTests
{
    private readonly SeenEntries _seen = new();

    [Fact]
    public void A_failed_attempt_and_each_reason_of_an_error_output_are_entries()
    {
        var log = new S3ErrorLog(
            _seen,
            new S3Options { RoleArn = "r", BucketArn = "arn:aws:s3:::lake", IsLogged = true, LogGroupName = "g", LogStreamName = "s" },
            Arn.DeliveryStream(new Tenant("000000000000", "us-east-1"), "c"),
            versionId: 2);

        log.Failed(StorageFaultKind.NotFound, "no bucket");
        log.Failed(StorageFaultKind.Unavailable, "down");
        log.Failed(new FailedObject(
            "lake", "bad/x", "GZIP", "processing-failed",
            ImmutableSortedDictionary<string, long>.Empty.Add("Lambda.FunctionError", 2).Add("Lambda.MissingRecordId", 1)));

        _seen.Entries.Select(entry => $"{entry.ErrorCode}: {entry.Message}").ShouldBe(
        [
            "S3.NoSuchBucket: no bucket", "InternalError: down",
            "Lambda.FunctionError: 2 records were written to s3://lake/bad/x",
            "Lambda.MissingRecordId: 1 records were written to s3://lake/bad/x",
        ]);
        _seen.Entries.ShouldAllBe(entry => entry.LogGroup == "g" && entry.LogStream == "s" && entry.VersionId == 2
            && entry.Destination == "arn:aws:s3:::lake"
            && entry.DeliveryStreamArn == "arn:aws:firehose:us-east-1:000000000000:deliverystream/c");
    }

    private sealed class SeenEntries : IErrorLog
    {
        public List<ErrorLogEntry> Entries { get; } = [];

        public void Add(ErrorLogEntry entry) => Entries.Add(entry);
    }
}
