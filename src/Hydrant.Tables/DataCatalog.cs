using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Tables.Documents;
using Hydrant.Tables.Registry;

namespace Hydrant.Tables;

/// <summary>
/// What tables there are and how their rows look: databases, tables with their versions, registries and their schemas,
/// kept in the server's own catalogue. Safe from any thread.
/// </summary>
public sealed class DataCatalog
{
    private readonly DocumentStore _store;

    public DataCatalog(ICatalogStore catalog, TableLimits limits, IIdSource ids, TimeProvider clock)
    {
        _store = new DocumentStore(catalog);
        Databases = new DatabaseCatalog(_store, limits, clock);
        Registries = new RegistryCatalog(_store, limits, clock);
        Schemas = new SchemaRegistry(_store, Registries, limits, ids, clock);
        Tables = new TableCatalog(_store, Schemas, limits, ids, clock);
    }

    public DatabaseCatalog Databases { get; }

    public TableCatalog Tables { get; }

    public RegistryCatalog Registries { get; }

    public SchemaRegistry Schemas { get; }

    /// <summary>Ends what a stop has interrupted: what belongs to something that was deleted goes too. Once, before use.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        await _store.SweepAsync(
            DocumentKinds.Tables, (document, _) => HasOwnerAsync(document, DocumentKinds.Tables, DocumentKinds.Databases, ct), ct);
        var tables = await _store.ListAsync(DocumentKinds.Tables, DocumentKinds.Tables.Prefix, ct);
        var known = tables.Select(table => table.Id).ToHashSet(StringComparer.Ordinal);
        await _store.SweepAsync(
            DocumentKinds.Versions, (_, version) => ValueTask.FromResult(known.Contains(version.Id)), ct);

        await _store.SweepAsync(
            DocumentKinds.Schemas, (document, _) => HasOwnerAsync(document, DocumentKinds.Schemas, DocumentKinds.Registries, ct), ct);
        var schemas = await _store.ListAsync(DocumentKinds.Schemas, DocumentKinds.Schemas.Prefix, ct);
        var listed = schemas.SelectMany(schema => schema.Versions).Select(version => version.Id)
            .ToHashSet(StringComparer.Ordinal);
        await _store.SweepAsync(
            DocumentKinds.Definitions, (_, version) => ValueTask.FromResult(listed.Contains(version.Id)), ct);
    }

    // A table's key is its database's with a name behind it; so are a schema's and its registry's.
    private ValueTask<bool> HasOwnerAsync<T, TOwner>(
        CatalogDocument document, DocumentKind<T> kind, DocumentKind<TOwner> owners, CancellationToken ct)
        where T : class
        where TOwner : class =>
        _store.HasAsync(owners.Prefix + document.Key[kind.Prefix.Length..document.Key.LastIndexOf('/')], ct);
}
