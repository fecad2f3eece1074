namespace Hydrant.Tables.Documents;

/// <summary>A document as it is written: the version of its format, then what it says.</summary>
internal sealed record Versioned<T>(int Version, T Body)
    where T : class;
