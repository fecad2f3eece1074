namespace Hydrant.Wire.Shapes;

/// <summary>A member has another type than its shape says. Ends as <c>SerializationException</c> with this <c>Message</c>.</summary>
public sealed class WireTypeException(string message) : Exception(message);
