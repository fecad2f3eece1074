using Hydrant.Core;

namespace Hydrant.Delivery.Conversion;

/// <summary>Where a delivery stream's files get their columns from: one table of a catalogue. Safe from any thread.</summary>
public interface ITableSchemas
{
    /// <summary>The table, for the error output.</summary>
    TableName Table { get; }

    /// <summary>The version that files written now are to have; fails when there is no such table, or its columns are none.</summary>
    ValueTask<Outcome<VersionedSchema>> CurrentAsync(CancellationToken ct);

    /// <summary>The version that a file was begun with.</summary>
    ValueTask<Outcome<VersionedSchema>> FindAsync(string versionId, CancellationToken ct);
}
