using Hydrant.Api.Glue.Shared;
using Hydrant.Core;
using Hydrant.Tables;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.BatchDeleteTable;

/// <summary>Removes tables, each for itself; what could not be removed is told with the reason.</summary>
internal sealed class BatchDeleteTableOperation(DataCatalog catalog)
    : Operation<BatchDeleteTableRequest, BatchDeleteTableResponse>
{
    protected override Shape<BatchDeleteTableRequest?> Request => BatchDeleteTableShapes.Request;

    protected override Shape<BatchDeleteTableResponse?> Response => BatchDeleteTableShapes.Response;

    public override async ValueTask<Outcome<BatchDeleteTableResponse>> HandleAsync(
        BatchDeleteTableRequest request, CallContext call, CancellationToken ct)
    {
        if (request.Elsewhere(call) is { } elsewhere) return elsewhere;
        var known = await catalog.Databases.FindAsync(call.Tenant, request.DatabaseName!, ct);
        if (!known.Ok) return known.Fault;

        var errors = new List<TableError?>();
        foreach (var name in request.Tables!)
        {
            var fault = await catalog.Tables.DeleteAsync(call.Tenant, request.DatabaseName!, name!, ct);
            if (fault is not null) errors.Add(new TableError { TableName = name!, Fault = fault });
        }

        return new BatchDeleteTableResponse { Errors = errors };
    }
}
