using Hydrant.Api.Glue.BatchDeleteTable;
using Hydrant.Api.Glue.CheckSchemaVersionValidity;
using Hydrant.Api.Glue.CreateDatabase;
using Hydrant.Api.Glue.CreateRegistry;
using Hydrant.Api.Glue.CreateSchema;
using Hydrant.Api.Glue.CreateTable;
using Hydrant.Api.Glue.DeleteDatabase;
using Hydrant.Api.Glue.DeleteRegistry;
using Hydrant.Api.Glue.DeleteSchema;
using Hydrant.Api.Glue.DeleteSchemaVersions;
using Hydrant.Api.Glue.DeleteTable;
using Hydrant.Api.Glue.DeleteTableVersion;
using Hydrant.Api.Glue.GetDatabase;
using Hydrant.Api.Glue.GetDatabases;
using Hydrant.Api.Glue.GetRegistry;
using Hydrant.Api.Glue.GetSchema;
using Hydrant.Api.Glue.GetSchemaByDefinition;
using Hydrant.Api.Glue.GetSchemaVersion;
using Hydrant.Api.Glue.GetTable;
using Hydrant.Api.Glue.GetTableVersion;
using Hydrant.Api.Glue.GetTableVersions;
using Hydrant.Api.Glue.GetTables;
using Hydrant.Api.Glue.ListRegistries;
using Hydrant.Api.Glue.ListSchemaVersions;
using Hydrant.Api.Glue.ListSchemas;
using Hydrant.Api.Glue.RegisterSchemaVersion;
using Hydrant.Api.Glue.UpdateDatabase;
using Hydrant.Api.Glue.UpdateSchema;
using Hydrant.Api.Glue.UpdateTable;
using Hydrant.Tables;
using Hydrant.Wire.Dispatch;

namespace Hydrant.Api.Glue;

/// <summary>
/// Glue's table catalogue and schema registry as a table. A new operation is a folder beside this file and one line here.
/// </summary>
public static class GlueService
{
    public static OperationTable Operations(DataCatalog catalog) =>
        new OperationTable("AWSGlue", "glue", GlueFaults.Of, errorsHaveValues: true)
            .Add(new CreateDatabaseOperation(catalog))
            .Add(new GetDatabaseOperation(catalog))
            .Add(new GetDatabasesOperation(catalog))
            .Add(new UpdateDatabaseOperation(catalog))
            .Add(new DeleteDatabaseOperation(catalog))
            .Add(new CreateTableOperation(catalog))
            .Add(new GetTableOperation(catalog))
            .Add(new GetTablesOperation(catalog))
            .Add(new UpdateTableOperation(catalog))
            .Add(new DeleteTableOperation(catalog))
            .Add(new BatchDeleteTableOperation(catalog))
            .Add(new GetTableVersionOperation(catalog))
            .Add(new GetTableVersionsOperation(catalog))
            .Add(new DeleteTableVersionOperation(catalog))
            .Add(new CreateRegistryOperation(catalog))
            .Add(new GetRegistryOperation(catalog))
            .Add(new ListRegistriesOperation(catalog))
            .Add(new DeleteRegistryOperation(catalog))
            .Add(new CreateSchemaOperation(catalog))
            .Add(new GetSchemaOperation(catalog))
            .Add(new ListSchemasOperation(catalog))
            .Add(new UpdateSchemaOperation(catalog))
            .Add(new DeleteSchemaOperation(catalog))
            .Add(new RegisterSchemaVersionOperation(catalog))
            .Add(new GetSchemaVersionOperation(catalog))
            .Add(new GetSchemaByDefinitionOperation(catalog))
            .Add(new ListSchemaVersionsOperation(catalog))
            .Add(new CheckSchemaVersionValidityOperation())
            .Add(new DeleteSchemaVersionsOperation(catalog));
}
