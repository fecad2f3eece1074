namespace Hydrant.Delivery.Configuration;

/// <summary>A destination as the catalogue keeps it: which one, and what only it can read.</summary>
/// <param name="Kind">Its name in the destination catalogue, e.g. <c>S3</c>.</param>
/// <param name="Json">Its own settings, one JSON object; format and version are the destination's.</param>
public sealed record DestinationSettings(string Kind, ReadOnlyMemory<byte> Json);
