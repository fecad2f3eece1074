namespace Hydrant.Delivery.Transforms.Mask;

/// <summary>A record took too long; it never leaves the transform.</summary>
internal sealed class MaskTimeoutException() : Exception("The search for the pattern took more than a second.");
