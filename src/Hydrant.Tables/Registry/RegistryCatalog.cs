using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Tables.Documents;

namespace Hydrant.Tables.Registry;

/// <summary>The registries of every account and region. Safe from any thread.</summary>
public sealed class RegistryCatalog
{
    private readonly DocumentStore _store;
    private readonly TableLimits _limits;
    private readonly TimeProvider _clock;

    internal RegistryCatalog(DocumentStore store, TableLimits limits, TimeProvider clock) =>
        (_store, _limits, _clock) = (store, limits, clock);

    public async ValueTask<Outcome<RegistryState>> FindAsync(Tenant scope, string name, CancellationToken ct) =>
        await _store.FindAsync(DocumentKinds.Registries, KeyOf(scope, name), ct) is { } held
            ? held.Body
            : RegistryTexts.NoRegistry(name);

    /// <summary>In the order of their names.</summary>
    public async ValueTask<IReadOnlyList<RegistryState>> ListAsync(Tenant scope, CancellationToken ct)
    {
        var found = await _store.ListAsync(DocumentKinds.Registries, Below(scope), ct);
        return [.. found.OrderBy(registry => registry.Name, StringComparer.Ordinal)];
    }

    public ValueTask<Outcome<RegistryState>> CreateAsync(
        Tenant scope, string name, string? description, Dictionary<string, string>? tags, CancellationToken ct) =>
        _store.InTurnAsync(() => CreateNowAsync(scope, name, description, tags, ct));

    /// <summary>Removes a registry with its schemas; what a stop leaves behind is removed at the next start.</summary>
    public ValueTask<Outcome<RegistryState>> DeleteAsync(Tenant scope, string name, CancellationToken ct) =>
        _store.InTurnAsync(async () =>
        {
            var found = await FindAsync(scope, name, ct);
            if (!found.Ok) return found;

            await _store.RemoveAsync(KeyOf(scope, name), ct);
            var below = DocumentKinds.Schemas.Below(scope.Account, scope.Region, name);
            foreach (var schema in await _store.ListAsync(DocumentKinds.Schemas, below, ct))
            {
                foreach (var version in schema.Versions)
                    await _store.RemoveAsync(DocumentKinds.Definitions.KeyOf(scope.Account, scope.Region, version.Id), ct);
            }

            await _store.RemoveAllAsync(below, ct);
            return found;
        });

    /// <summary>The registry of that name; the default one is made when it is first needed. Within a turn.</summary>
    internal async ValueTask<Outcome<RegistryState>> FindOrMakeDefaultAsync(Tenant scope, string name, CancellationToken ct)
    {
        var found = await FindAsync(scope, name, ct);
        return found.Ok || name != SchemaKey.DefaultRegistry ? found : await CreateNowAsync(scope, name, null, null, ct);
    }

    internal static string KeyOf(Tenant scope, string name) =>
        DocumentKinds.Registries.KeyOf(scope.Account, scope.Region, name);

    private async ValueTask<Outcome<RegistryState>> CreateNowAsync(
        Tenant scope, string name, string? description, Dictionary<string, string>? tags, CancellationToken ct)
    {
        if (await _store.HasAsync(KeyOf(scope, name), ct)) return RegistryTexts.RegistryExists(name);
        if (await _store.CountAsync(Below(scope), ct) >= _limits.Registries) return RegistryTexts.TooMany("registries");

        var now = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        var state = new RegistryState
        {
            Name = name,
            Description = description,
            Tags = tags,
            CreatedAtMs = now,
            UpdatedAtMs = now,
        };
        return await _store.PutAsync(DocumentKinds.Registries, KeyOf(scope, name), state, CatalogVersion.None, ct)
            ? state
            : RegistryTexts.RegistryExists(name);
    }

    private static string Below(Tenant scope) => DocumentKinds.Registries.Below(scope.Account, scope.Region);
}
