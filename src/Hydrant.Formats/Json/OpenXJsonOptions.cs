namespace Hydrant.Formats.Json;

/// <summary>The OpenX JSON deserializer's settings, named as in the API.</summary>
public sealed record OpenXJsonOptions
{
    /// <summary>Keys and columns are compared in lower case.</summary>
    public bool CaseInsensitive { get; init; } = true;

    /// <summary>The key <c>a.b</c> belongs to the column <c>a_b</c>.</summary>
    public bool ConvertDotsInJsonKeysToUnderscores { get; init; }

    /// <summary>From a column's name to the key its values have instead.</summary>
    public IReadOnlyDictionary<string, string> ColumnToJsonKeyMappings { get; init; } =
        new Dictionary<string, string>();
}
