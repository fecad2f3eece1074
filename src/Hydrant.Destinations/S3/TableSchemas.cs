using Hydrant.Core;
using Hydrant.Delivery.Conversion;
using Hydrant.Formats.Schema;
using Hydrant.Tables;

namespace Hydrant.Destinations.S3;

/// <summary>The columns of the table that a delivery stream names.</summary>
internal sealed class TableSchemas : ITableSchemas
{
    private const string Latest = "LATEST";

    private readonly TableCatalog _tables;
    private readonly Tenant _owner;
    private volatile VersionedSchema? _last;

    /// <param name="tables">The catalogue.</param>
    /// <param name="given">What it does not say is the delivery stream's own.</param>
    /// <param name="tenant">The delivery stream's.</param>
    public TableSchemas(TableCatalog tables, S3TableSchema given, Tenant tenant)
    {
        _tables = tables;
        Table = new TableName(
            given.CatalogId ?? tenant.Account, given.DatabaseName!, given.TableName!, given.Region ?? tenant.Region, given.VersionId ?? Latest);
        _owner = new Tenant(Table.CatalogId, Table.Region);
    }

    public TableName Table { get; }

    public ValueTask<Outcome<VersionedSchema>> CurrentAsync(CancellationToken ct) => FindAsync(Table.VersionId, ct);

    public async ValueTask<Outcome<VersionedSchema>> FindAsync(string versionId, CancellationToken ct)
    {
        if (_last is { } last && last.VersionId == versionId) return last; // A version never changes.

        var found = await _tables.GetAsync(_owner, Table.Database, Table.Table, versionId, ct);
        if (!found.Ok) return Fault.InvalidArgument(found.Fault.Message);

        var schema = TableSchema.Parse(found.Value.Columns.Select(column => (column.Name, column.HiveType)));
        if (!schema.Ok) return schema.Fault;
        return _last = new VersionedSchema(schema.Value, found.Value.VersionId);
    }
}
