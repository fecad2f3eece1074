namespace Hydrant.Formats.Json;

/// <summary>The Hive JSON deserializer's settings, named as in the API.</summary>
public sealed record HiveJsonOptions
{
    /// <summary>
    /// Patterns of Joda-Time, tried in this order, or <c>millis</c>; the text of a SQL timestamp always is a last one.
    /// </summary>
    public IReadOnlyList<string> TimestampFormats { get; init; } = [];
}
