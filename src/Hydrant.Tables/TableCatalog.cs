using System.Collections.Immutable;
using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Tables.Documents;
using Hydrant.Tables.Model;
using Hydrant.Tables.Registry;

namespace Hydrant.Tables;

/// <summary>
/// The tables of every account and region, with their versions. Names are looked up in lower case, however they are
/// spelled. Safe from any thread.
/// </summary>
public sealed class TableCatalog
{
    private readonly DocumentStore _store;
    private readonly SchemaRegistry _registry;
    private readonly TableVersions _versions;
    private readonly TableLimits _limits;
    private readonly IIdSource _ids;
    private readonly TimeProvider _clock;

    internal TableCatalog(
        DocumentStore store, SchemaRegistry registry, TableLimits limits, IIdSource ids, TimeProvider clock)
    {
        (_store, _registry, _limits, _ids, _clock) = (store, registry, limits, ids, clock);
        _versions = new TableVersions(store);
    }

    /// <summary>What a writer of the table's files needs: its columns in order, those of its schema reference included.</summary>
    /// <param name="scope">Whose table, and where.</param>
    /// <param name="database">The table's database.</param>
    /// <param name="table">The table's name.</param>
    /// <param name="versionId">A version's number, or <c>LATEST</c>.</param>
    /// <param name="ct">Ends the search.</param>
    /// <returns>
    /// The definition; or NotFound with the service's text, or InvalidArgument when the version is no number, or when the
    /// table's schema reference leads to no columns.
    /// </returns>
    public async ValueTask<Outcome<TableDefinition>> GetAsync(
        Tenant scope, string database, string table, string versionId, CancellationToken ct)
    {
        var found = await FindVersionAsync(scope, database, table, versionId, ct);
        if (!found.Ok) return found.Fault;

        var input = found.Value.Input;
        var storage = input.StorageDescriptor;
        return new TableDefinition
        {
            Database = found.Value.Database,
            Name = found.Value.Name,
            VersionId = found.Value.VersionId,
            Columns = Columns(storage?.Columns),
            PartitionKeys = Columns(input.PartitionKeys),
            Location = storage?.Location,
            InputFormat = storage?.InputFormat,
            OutputFormat = storage?.OutputFormat,
            SerializationLibrary = storage?.SerdeInfo?.SerializationLibrary,
            SerdeParameters = Sorted(storage?.SerdeInfo?.Parameters),
            Parameters = Sorted(input.Parameters),
        };
    }

    public async ValueTask<Outcome<TableState>> FindAsync(Tenant scope, string database, string name, CancellationToken ct)
    {
        var held = await HoldAsync(scope, database, name, ct);
        return held.Ok ? await ResolveAsync(scope, held.Value.Body, ct) : held.Fault;
    }

    /// <param name="scope">Whose table, and where.</param>
    /// <param name="database">The table's database.</param>
    /// <param name="name">The table's name.</param>
    /// <param name="versionId">A version's number, or <c>LATEST</c>.</param>
    /// <param name="ct">Ends the search.</param>
    public async ValueTask<Outcome<TableState>> FindVersionAsync(
        Tenant scope, string database, string name, string versionId, CancellationToken ct)
    {
        var held = await HoldAsync(scope, database, name, ct);
        if (!held.Ok) return held.Fault;
        var version = await _versions.FindAsync(held.Value.Body, versionId, ct);
        return version.Ok ? await ResolveAsync(scope, version.Value, ct) : version.Fault;
    }

    /// <summary>All versions, the newest first. Columns of schema references are not looked up.</summary>
    public async ValueTask<Outcome<ImmutableArray<TableState>>> ListVersionsAsync(
        Tenant scope, string database, string name, CancellationToken ct)
    {
        var held = await HoldAsync(scope, database, name, ct);
        if (!held.Ok) return held.Fault;
        return (await _versions.ListAsync(held.Value.Body, ct)).ToImmutableArray();
    }

    /// <summary>The tables whose whole name matches the expression, in the order of their names.</summary>
    /// <param name="scope">Whose tables, and where.</param>
    /// <param name="database">Their database.</param>
    /// <param name="expression">A regular expression, or null for all of them. A bare <c>*</c> is any text.</param>
    /// <param name="ct">Ends the listing.</param>
    public async ValueTask<Outcome<ImmutableArray<TableState>>> ListAsync(
        Tenant scope, string database, string? expression, CancellationToken ct)
    {
        if (!await _store.HasAsync(DatabaseCatalog.KeyOf(scope, database), ct)) return TableTexts.NoDatabase(database);
        var filter = TableFilter.Parse(expression);
        if (!filter.Ok) return filter.Fault;

        var found = await _store.ListAsync(DocumentKinds.Tables, Below(scope, database), ct);
        return found.Where(table => filter.Value.Takes(table.Name)).OrderBy(table => table.Name, StringComparer.Ordinal)
            .ToImmutableArray();
    }

    /// <returns>Null when it was made.</returns>
    public ValueTask<Fault?> CreateAsync(
        Tenant scope, string database, TableInput input, string createdBy, CancellationToken ct) =>
        _store.InTurnAsync(async () =>
        {
            if (!await _store.HasAsync(DatabaseCatalog.KeyOf(scope, database), ct)) return TableTexts.NoDatabase(database);
            var key = KeyOf(scope, database, input.Name!);
            if (await _store.HasAsync(key, ct)) return TableTexts.TableExists;
            if (await _store.CountAsync(Below(scope, database), ct) >= _limits.TablesPerDatabase)
                return TableTexts.TooMany("tables");

            var now = _clock.GetUtcNow().ToUnixTimeMilliseconds();
            var state = new TableState
            {
                Id = _ids.NewGuid().ToString("N"),
                Database = DatabaseCatalog.Folded(database),
                Input = input with { Name = DatabaseCatalog.Folded(input.Name!) },
                Version = 0,
                CreatedAtMs = now,
                UpdatedAtMs = now,
                CreatedBy = createdBy,
            };
            var resolved = await ResolveAsync(scope, state, ct);
            if (!resolved.Ok) return resolved.Fault;
            return await _store.PutAsync(DocumentKinds.Tables, key, state, CatalogVersion.None, ct)
                ? null
                : TableTexts.TableExists;
        });

    /// <summary>Puts the description in the place of the one before, as the next version.</summary>
    /// <param name="scope">Whose table, and where.</param>
    /// <param name="database">The table's database.</param>
    /// <param name="input">The whole new description; its name says which table.</param>
    /// <param name="expected">The version it builds on; null for whichever there is.</param>
    /// <param name="archive">Whether the version before is kept.</param>
    /// <param name="ct">Ends the change before it is written.</param>
    public ValueTask<Fault?> UpdateAsync(
        Tenant scope, string database, TableInput input, string? expected, bool archive, CancellationToken ct) =>
        _store.InTurnAsync(async () =>
        {
            var held = await HoldAsync(scope, database, input.Name!, ct);
            if (!held.Ok) return held.Fault == TableTexts.NoEntity ? TableTexts.NoTable(input.Name!) : held.Fault;
            var now = held.Value.Body;
            if (expected is not null && expected != now.VersionId) return TableTexts.Conflict;

            var state = now with
            {
                Input = input with { Name = now.Name },
                Version = now.Version + 1,
                UpdatedAtMs = _clock.GetUtcNow().ToUnixTimeMilliseconds(),
            };
            var resolved = await ResolveAsync(scope, state, ct);
            if (!resolved.Ok) return resolved.Fault;
            if (archive)
            {
                if (await _versions.CountAsync(now, ct) >= _limits.VersionsPerTable)
                    return TableTexts.TooMany("table versions");
                await _versions.ArchiveAsync(now, ct);
            }

            var key = KeyOf(scope, database, now.Name);
            return await _store.PutAsync(DocumentKinds.Tables, key, state, held.Value.Version, ct)
                ? null
                : TableTexts.Conflict;
        });

    public ValueTask<Fault?> DeleteAsync(Tenant scope, string database, string name, CancellationToken ct) =>
        _store.InTurnAsync(async () =>
        {
            var held = await HoldAsync(scope, database, name, ct);
            if (!held.Ok) return held.Fault == TableTexts.NoEntity ? TableTexts.NoTable(name) : held.Fault;
            await _store.RemoveAsync(KeyOf(scope, database, name), ct);
            await _versions.DeleteAllAsync(held.Value.Body, ct);
            return (Fault?)null;
        });

    public ValueTask<Fault?> DeleteVersionAsync(
        Tenant scope, string database, string name, string versionId, CancellationToken ct) =>
        _store.InTurnAsync(async () =>
        {
            var held = await HoldAsync(scope, database, name, ct);
            return held.Ok ? await _versions.DeleteAsync(held.Value.Body, versionId, ct) : held.Fault;
        });

    private async ValueTask<Outcome<Held<TableState>>> HoldAsync(
        Tenant scope, string database, string name, CancellationToken ct)
    {
        if (await _store.FindAsync(DocumentKinds.Tables, KeyOf(scope, database, name), ct) is { } held) return held;
        return await _store.HasAsync(DatabaseCatalog.KeyOf(scope, database), ct)
            ? TableTexts.NoEntity
            : TableTexts.NoDatabase(database);
    }

    // A table that refers to the registry has the schema's columns, whichever its own description may name.
    private async ValueTask<Outcome<TableState>> ResolveAsync(Tenant scope, TableState table, CancellationToken ct)
    {
        if (table.Input.StorageDescriptor is not { SchemaReference: { } reference } storage) return table;
        var columns = await _registry.ColumnsAsync(scope, reference, ct);
        if (!columns.Ok) return columns.Fault;
        var resolved = storage with
        {
            Columns = [.. columns.Value.Select(column => new Column { Name = column.Name, Type = column.HiveType })],
        };
        return table with { Input = table.Input with { StorageDescriptor = resolved } };
    }

    private static ImmutableArray<TableColumn> Columns(List<Column>? columns) =>
        [.. (columns ?? []).Select(column => new TableColumn(column.Name!, column.Type ?? "string"))];

    private static ImmutableSortedDictionary<string, string> Sorted(Dictionary<string, string>? parameters) =>
        (parameters ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static string KeyOf(Tenant scope, string database, string name) => DocumentKinds.Tables.KeyOf(
        scope.Account, scope.Region, DatabaseCatalog.Folded(database), DatabaseCatalog.Folded(name));

    private static string Below(Tenant scope, string database) =>
        DocumentKinds.Tables.Below(scope.Account, scope.Region, DatabaseCatalog.Folded(database));
}
