using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Tables.Documents;
using Hydrant.Tables.Model;

namespace Hydrant.Tables;

/// <summary>
/// The databases of every account and region. Names are looked up in lower case, however they are spelled. Safe from any
/// thread.
/// </summary>
public sealed class DatabaseCatalog
{
    private readonly DocumentStore _store;
    private readonly TableLimits _limits;
    private readonly TimeProvider _clock;

    internal DatabaseCatalog(DocumentStore store, TableLimits limits, TimeProvider clock) =>
        (_store, _limits, _clock) = (store, limits, clock);

    public async ValueTask<Outcome<DatabaseState>> FindAsync(Tenant scope, string name, CancellationToken ct) =>
        await _store.FindAsync(DocumentKinds.Databases, KeyOf(scope, name), ct) is { } held
            ? held.Body
            : TableTexts.NoDatabase(name);

    /// <summary>In the order of their names.</summary>
    public async ValueTask<IReadOnlyList<DatabaseState>> ListAsync(Tenant scope, CancellationToken ct)
    {
        var found = await _store.ListAsync(DocumentKinds.Databases, Below(scope), ct);
        return [.. found.OrderBy(database => database.Name, StringComparer.Ordinal)];
    }

    /// <returns>Null when it was made.</returns>
    public ValueTask<Fault?> CreateAsync(Tenant scope, DatabaseInput input, CancellationToken ct) =>
        _store.InTurnAsync(async () =>
        {
            var key = KeyOf(scope, input.Name!);
            if (await _store.HasAsync(key, ct)) return TableTexts.DatabaseExists;
            if (await _store.CountAsync(Below(scope), ct) >= _limits.Databases) return TableTexts.TooMany("databases");

            var state = new DatabaseState
            {
                Input = input with { Name = Folded(input.Name!) },
                CreatedAtMs = _clock.GetUtcNow().ToUnixTimeMilliseconds(),
            };
            return await _store.PutAsync(DocumentKinds.Databases, key, state, CatalogVersion.None, ct)
                ? null
                : TableTexts.DatabaseExists;
        });

    /// <summary>Puts the description in the place of the one before; its name must be the same.</summary>
    public ValueTask<Fault?> UpdateAsync(Tenant scope, string name, DatabaseInput input, CancellationToken ct) =>
        _store.InTurnAsync(async () =>
        {
            var key = KeyOf(scope, name);
            var held = await _store.FindAsync(DocumentKinds.Databases, key, ct);
            if (held is null) return TableTexts.NoDatabase(name);
            if (Folded(input.Name!) != held.Body.Name) return Fault.InvalidArgument("Database name cannot be changed.");

            var state = held.Body with { Input = input with { Name = held.Body.Name } };
            return await _store.PutAsync(DocumentKinds.Databases, key, state, held.Version, ct) ? null : TableTexts.Conflict;
        });

    /// <summary>
    /// Removes a database with its tables. The database goes first: tables that a stop leaves behind are removed at the
    /// next start.
    /// </summary>
    public ValueTask<Fault?> DeleteAsync(Tenant scope, string name, CancellationToken ct) =>
        _store.InTurnAsync(async () =>
        {
            if (!await _store.RemoveAsync(KeyOf(scope, name), ct)) return TableTexts.NoDatabase(name);

            var tables = DocumentKinds.Tables.Below(scope.Account, scope.Region, Folded(name));
            foreach (var table in await _store.ListAsync(DocumentKinds.Tables, tables, ct))
                await _store.RemoveAllAsync(DocumentKinds.Versions.Below(table.Id), ct);
            await _store.RemoveAllAsync(tables, ct);
            return (Fault?)null;
        });

    internal static string Folded(string name) => name.ToLowerInvariant();

    internal static string KeyOf(Tenant scope, string name) =>
        DocumentKinds.Databases.KeyOf(scope.Account, scope.Region, Folded(name));

    private static string Below(Tenant scope) => DocumentKinds.Databases.Below(scope.Account, scope.Region);
}
