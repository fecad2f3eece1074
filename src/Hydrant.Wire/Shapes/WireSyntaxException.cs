namespace Hydrant.Wire.Shapes;

/// <summary>
/// The body is not of its encoding. Thrown by the readers at the first wrong byte and caught by the endpoint, which
/// answers with a bare <c>SerializationException</c>; what is wrong is not told, as AWS does not.
/// </summary>
public sealed class WireSyntaxException(string message, Exception? cause = null) : Exception(message, cause);
