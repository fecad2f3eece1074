namespace Hydrant.Tables;

/// <summary>How much there may be of everything; the defaults are the service's quotas for an account and region.</summary>
public sealed record TableLimits
{
    public int Databases { get; init; } = 10_000;

    public int TablesPerDatabase { get; init; } = 200_000;

    /// <summary>Versions of a table that are kept besides the present one; the next update is refused beyond them.</summary>
    public int VersionsPerTable { get; init; } = 100_000;

    public int Registries { get; init; } = 100;

    /// <summary>Of all schemas of an account and region together.</summary>
    public int SchemaVersions { get; init; } = 10_000;
}
