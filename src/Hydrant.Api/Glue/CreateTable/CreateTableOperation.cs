using Hydrant.Api.Glue.Shared;
using Hydrant.Core;
using Hydrant.Tables;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.CreateTable;

/// <summary>Makes a table, in its version 0.</summary>
internal sealed class CreateTableOperation(DataCatalog catalog) : Operation<TableChangeRequest, Done>
{
    protected override Shape<TableChangeRequest?> Request => TableRequests.New;

    protected override Shape<Done?> Response => Done.Shape;

    public override async ValueTask<Outcome<Done>> HandleAsync(
        TableChangeRequest request, CallContext call, CancellationToken ct)
    {
        if (request.Elsewhere(call) is { } elsewhere) return elsewhere;
        var maker = $"arn:aws:iam::{call.Tenant.Account}:root";
        return Done.Unless(
            await catalog.Tables.CreateAsync(call.Tenant, request.DatabaseName!, request.Table!.Input, maker, ct));
    }
}
