using Hydrant.Core;
using Hydrant.Tables.Model;
using Hydrant.Tables.Registry;

namespace Hydrant.Api.Glue.Shared;

/// <summary>A request about one schema, or about a version of it.</summary>
internal sealed class SchemaRequest
{
    public SchemaId? SchemaId { get; set; }

    public string? SchemaDefinition { get; set; }

    public string? SchemaVersionId { get; set; }

    public VersionNumber? Number { get; set; }

    public Outcome<SchemaKey> Key => SchemaKey.Of(SchemaId);
}
