using Hydrant.Formats.Schema;

namespace Hydrant.Delivery.Conversion;

/// <summary>The columns of one version of a table.</summary>
public sealed record VersionedSchema(TableSchema Schema, string VersionId);
