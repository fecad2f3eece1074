using Hydrant.Core;
using Hydrant.Tables.Documents;

namespace Hydrant.Tables.Registry;

/// <summary>
/// The definitions of versions, each a document of its own. A definition is written before its schema lists it; one that
/// no schema lists was left by a stop and is nobody's.
/// </summary>
internal sealed class SchemaVersions(DocumentStore store, TableLimits limits, IIdSource ids, TimeProvider clock)
{
    /// <summary>Writes the definition; the schema that lists it is the caller's to write.</summary>
    public async ValueTask<Outcome<SchemaState>> AddAsync(
        Tenant scope, SchemaState schema, string definition, bool isAvailable, CancellationToken ct)
    {
        var below = DocumentKinds.Definitions.Below(scope.Account, scope.Region);
        if (await store.CountAsync(below, ct) >= limits.SchemaVersions) return RegistryTexts.TooMany("schema versions");

        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var entry = new SchemaVersionEntry
        {
            Number = schema.NextVersion,
            Id = ids.NewGuid().ToString(),
            IsAvailable = isAvailable,
            CreatedAtMs = now,
        };
        await store.ReplaceAsync(
            DocumentKinds.Definitions,
            KeyOf(scope, entry.Id),
            new SchemaVersionState { Registry = schema.Registry, Schema = schema.Name, Id = entry.Id, Definition = definition },
            ct);
        return schema with
        {
            Versions = [.. schema.Versions, entry],
            NextVersion = schema.NextVersion + 1,
            UpdatedAtMs = now,
        };
    }

    public async ValueTask<SchemaVersionState?> FindAsync(Tenant scope, string id, CancellationToken ct) =>
        (await store.FindAsync(DocumentKinds.Definitions, KeyOf(scope, id), ct))?.Body;

    /// <summary>Every version of a schema, parsed, the oldest first.</summary>
    public async ValueTask<List<(SchemaVersionEntry Entry, ParsedSchema Schema)>> ReadAsync(
        Tenant scope, SchemaState schema, CancellationToken ct)
    {
        var read = new List<(SchemaVersionEntry, ParsedSchema)>();
        foreach (var entry in schema.Versions)
        {
            var definition = await FindAsync(scope, entry.Id, ct);
            if (definition is null) continue; // It is being deleted just now.
            read.Add((entry, SchemaFormats.Parse(schema.DataFormat, definition.Definition).Value));
        }

        return read;
    }

    public async ValueTask RemoveAsync(Tenant scope, string id, CancellationToken ct) =>
        await store.RemoveAsync(KeyOf(scope, id), ct);

    private static string KeyOf(Tenant scope, string id) =>
        DocumentKinds.Definitions.KeyOf(scope.Account, scope.Region, id);
}
