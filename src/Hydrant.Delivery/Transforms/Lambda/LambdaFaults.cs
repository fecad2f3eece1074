using Hydrant.Delivery.Processing;
using Hydrant.Functions;

namespace Hydrant.Delivery.Transforms.Lambda;

/// <summary>Why records fail at a function, in the codes and words of AWS: docs/specs/delivery-to-s3.md, "Functions".</summary>
internal static class LambdaFaults
{
    public static WorkFailure MissingId(in WorkRecord record) => new(
        record,
        "Lambda.MissingRecordId",
        "One or more record Ids were not returned. Ensure that the Lambda function returns all received record Ids.");

    public static WorkFailure DuplicatedId(in WorkRecord record) => new(
        record,
        "Lambda.DuplicatedRecordId",
        "Multiple records were returned with the same record Id. Ensure that the Lambda function returns a unique record Id for each record.");

    public static WorkFailure ProcessingFailed(in WorkRecord record) => new(
        record, "Lambda.ProcessingFailedStatus", "ProcessingFailed status set for record");

    public static WorkFailure NoData(in WorkRecord record) => Malformed(
        record,
        "The data field cannot be null when the SourceType is DirectPut or KinesisStreamAsSource and processing result is Ok. "
        + "The value field cannot be null when the SourceType is MSKAsSource and processing result is Ok.");

    public static WorkFailure Malformed(in WorkRecord record, string message) => new(record, "Lambda.InvalidReturnFormat", message);

    public static WorkFailure NoPartitionKeys(in WorkRecord record) => new(
        record, "DynamicPartitioning.MetadataExtractionFailed", "partitionKeys values must not be null or empty");

    public static WorkFailure TooLarge(in WorkRecord record) => new(
        record, "Lambda.FunctionError", "The record is too large for the request of a function.");

    /// <summary>The call itself failed, after all repetitions.</summary>
    public static WorkFailure Called(in WorkRecord record, FunctionAnswer answer)
    {
        var (code, message) = answer.Kind switch
        {
            FunctionAnswerKind.TimedOut => ("Lambda.FunctionTimedOut", answer.Message),
            FunctionAnswerKind.NotFound => ("Lambda.ResourceNotFound", answer.Message),
            FunctionAnswerKind.Throttled => ("Lambda.InvokeLimitExceeded", answer.Message),
            _ => ("Lambda.FunctionError", "The Lambda function was successfully invoked but it returned an error result."),
        };
        return new WorkFailure(record, code, message);
    }
}
