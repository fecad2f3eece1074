namespace Hydrant.Storage;

/// <summary>What an object says of itself to those who fetch it, and how it is to be kept.</summary>
/// <param name="ContentType">A media type.</param>
/// <param name="ContentEncoding">How the body is compressed, or null when it is not.</param>
public sealed record ObjectMetadata(string ContentType, string? ContentEncoding)
{
    /// <summary>
    /// The key that the store encrypts the object with, or null; only for stores that can (<see cref="IObjectStore.HasKeys"/>), and
    /// never told of objects that are there.
    /// </summary>
    public string? KmsKeyArn { get; init; }
}
