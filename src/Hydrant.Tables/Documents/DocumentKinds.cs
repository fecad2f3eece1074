using Hydrant.Tables.Model;
using Hydrant.Tables.Registry;

namespace Hydrant.Tables.Documents;

/// <summary>Every kind of document this project keeps.</summary>
internal static class DocumentKinds
{
    /// <summary>By account, region and name.</summary>
    public static readonly DocumentKind<DatabaseState> Databases =
        new("tables/databases/", DocumentJson.Default.VersionedDatabaseState);

    /// <summary>By account, region, database and name.</summary>
    public static readonly DocumentKind<TableState> Tables = new("tables/tables/", DocumentJson.Default.VersionedTableState);

    /// <summary>What tables were before: by the table's id and the version, with leading zeros.</summary>
    public static readonly DocumentKind<TableState> Versions =
        new("tables/versions/", DocumentJson.Default.VersionedTableState);

    /// <summary>By account, region and name.</summary>
    public static readonly DocumentKind<RegistryState> Registries =
        new("schemas/registries/", DocumentJson.Default.VersionedRegistryState);

    /// <summary>By account, region, registry and name.</summary>
    public static readonly DocumentKind<SchemaState> Schemas =
        new("schemas/schemas/", DocumentJson.Default.VersionedSchemaState);

    /// <summary>By account, region and the version's id.</summary>
    public static readonly DocumentKind<SchemaVersionState> Definitions =
        new("schemas/definitions/", DocumentJson.Default.VersionedSchemaVersionState);
}
