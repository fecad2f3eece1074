using System.Collections.Immutable;
using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Tables.Documents;
using Hydrant.Tables.Model;

namespace Hydrant.Tables.Registry;

/// <summary>The schemas of every account and region, with their versions. Safe from any thread.</summary>
public sealed class SchemaRegistry
{
    private readonly DocumentStore _store;
    private readonly RegistryCatalog _registries;
    private readonly SchemaVersions _versions;
    private readonly TimeProvider _clock;

    internal SchemaRegistry(
        DocumentStore store, RegistryCatalog registries, TableLimits limits, IIdSource ids, TimeProvider clock)
    {
        (_store, _registries, _clock) = (store, registries, clock);
        _versions = new SchemaVersions(store, limits, ids, clock);
    }

    public async ValueTask<Outcome<SchemaState>> FindAsync(Tenant scope, SchemaKey key, CancellationToken ct) =>
        await _store.FindAsync(DocumentKinds.Schemas, KeyOf(scope, key), ct) is { } held
            ? held.Body
            : RegistryTexts.NoSchema(key);

    /// <summary>The schemas of a registry, or of all of them when none is named, in the order of their names.</summary>
    public async ValueTask<Outcome<ImmutableArray<SchemaState>>> ListAsync(Tenant scope, string? registry, CancellationToken ct)
    {
        if (registry is not null)
        {
            var present = await _registries.FindAsync(scope, registry, ct);
            if (!present.Ok) return present.Fault;
        }

        var below = registry is null
            ? DocumentKinds.Schemas.Below(scope.Account, scope.Region)
            : DocumentKinds.Schemas.Below(scope.Account, scope.Region, registry);
        var found = await _store.ListAsync(DocumentKinds.Schemas, below, ct);
        return found.OrderBy(schema => schema.Name, StringComparer.Ordinal)
            .ThenBy(schema => schema.Registry, StringComparer.Ordinal).ToImmutableArray();
    }

    /// <summary>Makes a schema, with its first version when there is a definition.</summary>
    public ValueTask<Outcome<SchemaState>> CreateAsync(Tenant scope, NewSchema made, CancellationToken ct) =>
        _store.InTurnAsync<Outcome<SchemaState>>(async () =>
        {
            var registry = await _registries.FindOrMakeDefaultAsync(scope, made.Key.Registry, ct);
            if (!registry.Ok) return registry.Fault;
            var key = KeyOf(scope, made.Key);
            if (await _store.HasAsync(key, ct)) return RegistryTexts.SchemaExists(made.Key.Name);

            var now = Now();
            var state = new SchemaState
            {
                Registry = made.Key.Registry,
                Name = made.Key.Name,
                DataFormat = made.DataFormat,
                Compatibility = made.Compatibility,
                Description = made.Description,
                Tags = made.Tags,
                Checkpoint = 1,
                NextVersion = 1,
                Versions = [],
                CreatedAtMs = now,
                UpdatedAtMs = now,
            };
            if (made.Definition is { } definition)
            {
                var parsed = SchemaFormats.Parse(made.DataFormat, definition);
                if (!parsed.Ok) return parsed.Fault;
                var added = await _versions.AddAsync(scope, state, definition, isAvailable: true, ct);
                if (!added.Ok) return added.Fault;
                state = added.Value;
            }

            return await _store.PutAsync(DocumentKinds.Schemas, key, state, CatalogVersion.None, ct)
                ? state
                : RegistryTexts.SchemaExists(made.Key.Name);
        });

    /// <summary>Changes what a schema promises, and from which version on.</summary>
    /// <param name="scope">Whose schema, and where.</param>
    /// <param name="key">Which schema.</param>
    /// <param name="checkpoint">The version that promises begin with: a number, 0 for the latest, null for the present one.</param>
    /// <param name="compatibility">As the API spells it; null for the present one.</param>
    /// <param name="description">Null for the present one.</param>
    /// <param name="ct">Ends the change before it is written.</param>
    public ValueTask<Outcome<SchemaState>> UpdateAsync(
        Tenant scope, SchemaKey key, long? checkpoint, string? compatibility, string? description, CancellationToken ct) =>
        _store.InTurnAsync<Outcome<SchemaState>>(async () =>
        {
            var held = await _store.FindAsync(DocumentKinds.Schemas, KeyOf(scope, key), ct);
            if (held is null) return RegistryTexts.NoSchema(key);
            if (compatibility is not null && checkpoint is null) return RegistryTexts.CheckpointNeedsVersion;

            var now = held.Body;
            var number = checkpoint == 0 ? now.Latest?.Number : checkpoint;
            if (checkpoint is not null && !now.Versions.Exists(version => version.Number == number))
                return RegistryTexts.NoVersion(key, checkpoint == 0 ? null : checkpoint);

            var state = now with
            {
                Checkpoint = number ?? now.Checkpoint,
                Compatibility = compatibility ?? now.Compatibility,
                Description = description ?? now.Description,
                UpdatedAtMs = Now(),
            };
            return await _store.PutAsync(DocumentKinds.Schemas, KeyOf(scope, key), state, held.Version, ct)
                ? state
                : TableTexts.Conflict;
        });

    /// <summary>
    /// The version of that definition: the one there is, or a new one. One that breaks what the schema promises is kept
    /// as a failure and never used.
    /// </summary>
    public ValueTask<Outcome<SchemaVersionEntry>> RegisterAsync(
        Tenant scope, SchemaKey key, string definition, CancellationToken ct) =>
        _store.InTurnAsync<Outcome<SchemaVersionEntry>>(async () =>
        {
            var held = await _store.FindAsync(DocumentKinds.Schemas, KeyOf(scope, key), ct);
            if (held is null) return RegistryTexts.NoSchema(key);
            var parsed = SchemaFormats.Parse(held.Body.DataFormat, definition);
            if (!parsed.Ok) return parsed.Fault;

            var earlier = await _versions.ReadAsync(scope, held.Body, ct);
            if (earlier.Find(version => version.Schema.Canonical == parsed.Value.Canonical).Entry is { } known) return known;
            if (held.Body is { Compatibility: "DISABLED", Versions.Count: > 0 }) return RegistryTexts.Disabled(key);

            var broken = CompatibilityRules.FirstBroken(
                ModeOf(held.Body), parsed.Value,
                [.. earlier.Where(version => version.Entry.IsAvailable && version.Entry.Number >= held.Body.Checkpoint)
                    .Select(version => (version.Entry.Number, version.Schema))]);
            var added = await _versions.AddAsync(scope, held.Body, definition, broken is null, ct);
            if (!added.Ok) return added.Fault;
            return await _store.PutAsync(DocumentKinds.Schemas, KeyOf(scope, key), added.Value, held.Version, ct)
                ? added.Value.Versions[^1]
                : TableTexts.Conflict;
        });

    /// <summary>Removes a schema with its versions.</summary>
    public ValueTask<Outcome<SchemaState>> DeleteAsync(Tenant scope, SchemaKey key, CancellationToken ct) =>
        _store.InTurnAsync(async () =>
        {
            var found = await FindAsync(scope, key, ct);
            if (!found.Ok) return found;
            await _store.RemoveAsync(KeyOf(scope, key), ct);
            foreach (var version in found.Value.Versions) await _versions.RemoveAsync(scope, version.Id, ct);
            return found;
        });

    /// <summary>Removes versions from one number to another; what could not be removed comes back with the reason.</summary>
    public ValueTask<Outcome<ImmutableArray<(long Number, Fault Fault)>>> DeleteVersionsAsync(
        Tenant scope, SchemaKey key, long first, long last, CancellationToken ct) =>
        _store.InTurnAsync<Outcome<ImmutableArray<(long, Fault)>>>(async () =>
        {
            var held = await _store.FindAsync(DocumentKinds.Schemas, KeyOf(scope, key), ct);
            if (held is null) return RegistryTexts.NoSchema(key);
            var now = held.Body;
            if (now.Checkpoint >= first && now.Checkpoint <= last && now.Versions.Exists(v => v.Number == now.Checkpoint))
                return RegistryTexts.VersionInUse;

            var gone = now.Versions.Where(version => version.Number >= first && version.Number <= last).ToList();
            var state = now with { Versions = [.. now.Versions.Except(gone)], UpdatedAtMs = Now() };
            if (!await _store.PutAsync(DocumentKinds.Schemas, KeyOf(scope, key), state, held.Version, ct))
                return TableTexts.Conflict;
            foreach (var version in gone) await _versions.RemoveAsync(scope, version.Id, ct);

            var missing = ImmutableArray.CreateBuilder<(long, Fault)>();
            for (var number = first; number <= last; number++)
            {
                if (!gone.Exists(version => version.Number == number)) missing.Add((number, RegistryTexts.NoVersion(key, number)));
            }

            return missing.ToImmutable();
        });

    public async ValueTask<Outcome<SchemaVersion>> FindVersionAsync(Tenant scope, string id, CancellationToken ct)
    {
        if (await _versions.FindAsync(scope, id, ct) is not { } definition) return RegistryTexts.NoVersion(id);
        var schema = await FindAsync(scope, new SchemaKey(definition.Registry, definition.Schema), ct);
        return schema.Ok && schema.Value.Versions.Find(version => version.Id == id) is { } entry
            ? new SchemaVersion(schema.Value, entry, definition.Definition)
            : RegistryTexts.NoVersion(id);
    }

    /// <param name="scope">Whose schema, and where.</param>
    /// <param name="key">Which schema.</param>
    /// <param name="number">Null for the latest that is in use.</param>
    /// <param name="ct">Ends the search.</param>
    public async ValueTask<Outcome<SchemaVersion>> FindVersionAsync(
        Tenant scope, SchemaKey key, long? number, CancellationToken ct)
    {
        var schema = await FindAsync(scope, key, ct);
        if (!schema.Ok) return schema.Fault;
        var entry = number is null ? schema.Value.Latest : schema.Value.Versions.Find(version => version.Number == number);
        return entry is not null && await _versions.FindAsync(scope, entry.Id, ct) is { } definition
            ? new SchemaVersion(schema.Value, entry, definition.Definition)
            : RegistryTexts.NoVersion(key, number);
    }

    public async ValueTask<Outcome<SchemaVersion>> FindByDefinitionAsync(
        Tenant scope, SchemaKey key, string definition, CancellationToken ct)
    {
        var schema = await FindAsync(scope, key, ct);
        if (!schema.Ok) return schema.Fault;
        var parsed = SchemaFormats.Parse(schema.Value.DataFormat, definition);
        if (!parsed.Ok) return parsed.Fault;
        var versions = await _versions.ReadAsync(scope, schema.Value, ct);
        return versions.Find(version => version.Schema.Canonical == parsed.Value.Canonical).Entry is { } entry
            ? new SchemaVersion(schema.Value, entry, definition)
            : RegistryTexts.NoDefinition(key);
    }

    /// <summary>The columns that a table takes from the registry.</summary>
    public async ValueTask<Outcome<ImmutableArray<TableColumn>>> ColumnsAsync(
        Tenant scope, SchemaReference reference, CancellationToken ct)
    {
        var version = await ReferredAsync(scope, reference, ct);
        if (!version.Ok) return version.Fault;
        var parsed = SchemaFormats.Parse(version.Value.Schema.DataFormat, version.Value.Definition);
        return parsed.Ok ? parsed.Value.Columns() : parsed.Fault;
    }

    private async ValueTask<Outcome<SchemaVersion>> ReferredAsync(Tenant scope, SchemaReference reference, CancellationToken ct)
    {
        if (reference.SchemaVersionId is { } id) return await FindVersionAsync(scope, id, ct);
        var key = SchemaKey.Of(reference.SchemaId);
        return key.Ok ? await FindVersionAsync(scope, key.Value, reference.SchemaVersionNumber, ct) : key.Fault;
    }

    private static SchemaCompatibility ModeOf(SchemaState schema) => Enum.Parse<SchemaCompatibility>(
        schema.Compatibility.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    private static string KeyOf(Tenant scope, SchemaKey key) =>
        DocumentKinds.Schemas.KeyOf(scope.Account, scope.Region, key.Registry, key.Name);

    private long Now() => _clock.GetUtcNow().ToUnixTimeMilliseconds();
}
