using Hydrant.Api.Glue.Shared;
using Hydrant.Core;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.BatchDeleteTable;

internal sealed class BatchDeleteTableRequest : ICatalogRequest
{
    public string? CatalogId { get; set; }

    public string? DatabaseName { get; set; }

    public List<string?>? Tables { get; set; }

    public List<string> NotSupported { get; } = [];
}

internal sealed class TableError
{
    public string TableName { get; init; } = "";

    public Fault Fault { get; init; } = null!;
}

internal sealed class BatchDeleteTableResponse
{
    public List<TableError?> Errors { get; init; } = [];
}

internal static class BatchDeleteTableShapes
{
    public static readonly Shape<BatchDeleteTableRequest?> Request = new StructureShape<BatchDeleteTableRequest>()
        .Optional("CatalogId", GlueShapes.Name, r => r.CatalogId, (r, v) => r.CatalogId = v)
        .Required("DatabaseName", GlueShapes.Name, r => r.DatabaseName, (r, v) => r.DatabaseName = v)
        .Required("TablesToDelete", Shape.List(GlueShapes.Name, 0, 100), r => r.Tables, (r, v) => r.Tables = v)
        .Unsupported(r => r.NotSupported, "TransactionId");

    private static readonly Shape<TableError?> Detail = new StructureShape<TableError>()
        .Required("ErrorCode", Shape.AnyString, e => GlueFaults.Of(e.Fault.Kind).Type)
        .Required("ErrorMessage", Shape.AnyString, e => e.Fault.Message);

    private static readonly Shape<TableError?> Error = new StructureShape<TableError>()
        .Required("TableName", Shape.AnyString, e => e.TableName)
        .Required("ErrorDetail", Detail, e => e);

    public static readonly Shape<BatchDeleteTableResponse?> Response = new StructureShape<BatchDeleteTableResponse>()
        .Required("Errors", Shape.List(Error), r => r.Errors);
}
