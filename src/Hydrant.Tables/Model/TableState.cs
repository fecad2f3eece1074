using System.Globalization;

namespace Hydrant.Tables.Model;

/// <summary>One version of a table as the catalogue keeps it.</summary>
public sealed record TableState
{
    /// <summary>Tells the table from others that had its name before; its earlier versions are found by it.</summary>
    public required string Id { get; init; }

    /// <summary>In lower case.</summary>
    public required string Database { get; init; }

    /// <summary>The name is in lower case.</summary>
    public required TableInput Input { get; init; }

    /// <summary>Counts updates from 0.</summary>
    public required long Version { get; init; }

    public required long CreatedAtMs { get; init; }

    public required long UpdatedAtMs { get; init; }

    public required string CreatedBy { get; init; }

    public string Name => Input.Name!;

    public string VersionId => Version.ToString(CultureInfo.InvariantCulture);
}
