using Hydrant.Delivery.Staging;

namespace Hydrant.Destinations.S3.Preview;

/// <summary>The keys that records get. What is random in a key is shown as zeros.</summary>
/// <param name="Records">One for each record that came out of processing, then one for each that failed; one when none was given.</param>
/// <param name="ErrorKeys">The key of an object in the error output, for each kind of error.</param>
public sealed record KeyPreviewAnswer(IReadOnlyList<PreviewedRecord> Records, IReadOnlyList<KeyValuePair<string, string>> ErrorKeys);

/// <summary>One record.</summary>
/// <param name="Number">Which of the records that were given it is or came from, from 1.</param>
/// <param name="Key">Of its object; in the error output when it failed.</param>
public sealed record PreviewedRecord(int Number, string Key)
{
    /// <summary>The values that the prefix is made with.</summary>
    public IReadOnlyList<PartitionKeyValue> PartitionKeys { get; init; } = [];

    /// <summary>Why it failed, as the error output says it; null when it did not.</summary>
    public string? ErrorCode { get; init; }

    public string? ErrorMessage { get; init; }
}
