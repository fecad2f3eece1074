using System.Collections.Immutable;

namespace Hydrant.Delivery.Failures;

/// <summary>An object of an error output: lines of JSON that tell records which failed, and hold them.</summary>
/// <param name="Bucket">Where it is.</param>
/// <param name="Key">Its path there.</param>
/// <param name="Compression">How it is packed, a name of the compression catalogue.</param>
/// <param name="ErrorOutputType">What failed, e.g. <c>processing-failed</c>.</param>
/// <param name="Codes">How many records failed for each reason, by error code.</param>
public sealed record FailedObject(
    string Bucket, string Key, string Compression, string ErrorOutputType, ImmutableSortedDictionary<string, long> Codes)
{
    /// <summary>How many records it tells.</summary>
    public long Records => Codes.Values.Sum();
}
