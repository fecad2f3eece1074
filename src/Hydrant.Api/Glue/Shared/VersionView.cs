using Hydrant.Core;
using Hydrant.Tables.Registry;

namespace Hydrant.Api.Glue.Shared;

/// <summary>A version of a schema as it stands in answers.</summary>
internal sealed class VersionView
{
    public VersionView()
    {
    }

    public VersionView(SchemaState schema, SchemaVersionEntry entry, Tenant tenant, string? definition = null)
    {
        (Schema, Entry, Definition) = (schema, entry, definition);
        Arn = new SchemaKey(schema.Registry, schema.Name).ArnIn(tenant);
    }

    public SchemaState Schema { get; } = null!;

    public SchemaVersionEntry Entry { get; } = null!;

    public string? Definition { get; }

    public string Arn { get; } = "";
}
