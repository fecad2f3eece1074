namespace Hydrant.Delivery.Transforms;

/// <summary>One processor of a delivery stream, in the words of the API.</summary>
/// <param name="Type">Its name in the transform catalogue, e.g. <c>Lambda</c>.</param>
/// <param name="Parameters">As given; values always are text.</param>
public sealed record ProcessorSettings(string Type, IReadOnlyList<KeyValuePair<string, string>> Parameters)
{
    /// <summary>The value of a parameter, or null when it was not given.</summary>
    public string? Find(string name)
    {
        foreach (var (key, value) in Parameters)
        {
            if (key == name) return value;
        }

        return null;
    }
}
