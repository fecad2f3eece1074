namespace Hydrant.Delivery.Logging;

/// <summary>An entry of an error log.</summary>
/// <param name="LogGroup">As the destination is configured.</param>
/// <param name="LogStream">As well; empty when it was not given.</param>
/// <param name="DeliveryStreamArn">Whose error it is.</param>
/// <param name="VersionId">Of its settings.</param>
/// <param name="Destination">Where it was about to deliver, e.g. the ARN of a bucket.</param>
/// <param name="ErrorCode">As AWS names it, e.g. <c>S3.NoSuchBucket</c>.</param>
/// <param name="Message">For people.</param>
public sealed record ErrorLogEntry(
    string LogGroup, string LogStream, string DeliveryStreamArn, int VersionId, string Destination, string ErrorCode, string Message);
