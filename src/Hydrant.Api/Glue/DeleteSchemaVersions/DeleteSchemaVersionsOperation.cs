using Hydrant.Core;
using Hydrant.Tables.Registry;
using Hydrant.Tables;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;
using System.Globalization;

namespace Hydrant.Api.Glue.DeleteSchemaVersions;

/// <summary>Removes versions of a schema; what could not be removed is told with the reason.</summary>
internal sealed class DeleteSchemaVersionsOperation(DataCatalog catalog)
    : Operation<DeleteSchemaVersionsRequest, DeleteSchemaVersionsResponse>
{
    protected override Shape<DeleteSchemaVersionsRequest?> Request => DeleteSchemaVersionsShapes.Request;

    protected override Shape<DeleteSchemaVersionsResponse?> Response => DeleteSchemaVersionsShapes.Response;

    public override async ValueTask<Outcome<DeleteSchemaVersionsResponse>> HandleAsync(
        DeleteSchemaVersionsRequest request, CallContext call, CancellationToken ct)
    {
        var key = SchemaKey.Of(request.SchemaId);
        if (!key.Ok) return key.Fault;
        var range = request.Versions!.Split('-').Select(text => long.Parse(text, CultureInfo.InvariantCulture)).ToList();
        if (range[^1] < range[0] || range[^1] - range[0] >= DeleteSchemaVersionsShapes.MaxVersions)
        {
            return Fault.InvalidArgument(
                $"A range of versions begins with the lower one and has {DeleteSchemaVersionsShapes.MaxVersions} at most.");
        }

        var deleted = await catalog.Schemas.DeleteVersionsAsync(call.Tenant, key.Value, range[0], range[^1], ct);
        if (!deleted.Ok) return deleted.Fault;
        return new DeleteSchemaVersionsResponse
        {
            Errors = [.. deleted.Value.Select(wrong => new VersionError { Number = wrong.Number, Fault = wrong.Fault })],
        };
    }
}
