namespace Hydrant.Storage;

/// <summary>What an object says of itself to those who fetch it.</summary>
/// <param name="ContentType">A media type.</param>
/// <param name="ContentEncoding">How the body is compressed, or null when it is not.</param>
public sealed record ObjectMetadata(string ContentType, string? ContentEncoding);
