using Hydrant.Api.Glue.Shared;
using Hydrant.Core;
using Hydrant.Tables.Registry;
using Hydrant.Tables;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.GetSchemaVersion;

/// <summary>Tells of a version with its definition, by its id, its number, or as the latest.</summary>
internal sealed class GetSchemaVersionOperation(DataCatalog catalog) : Operation<SchemaRequest, VersionView>
{
    protected override Shape<SchemaRequest?> Request => RegistryRequests.Version;

    protected override Shape<VersionView?> Response => RegistryAnswers.Version;

    public override async ValueTask<Outcome<VersionView>> HandleAsync(
        SchemaRequest request, CallContext call, CancellationToken ct)
    {
        var found = request.SchemaVersionId is { } id
            ? await FindAsync(id, request, call, ct)
            : await FindAsync(request, call, ct);
        return found.Ok
            ? new VersionView(found.Value.Schema, found.Value.Entry, call.Tenant, found.Value.Definition)
            : found.Fault;
    }

    private async ValueTask<Outcome<SchemaVersion>> FindAsync(
        string id, SchemaRequest request, CallContext call, CancellationToken ct) =>
        request.SchemaId is null && request.Number is null
            ? await catalog.Schemas.FindVersionAsync(call.Tenant, id, ct)
            : Fault.InvalidArgument("No other input parameters can be specified when fetching by SchemaVersionId.");

    private async ValueTask<Outcome<SchemaVersion>> FindAsync(SchemaRequest request, CallContext call, CancellationToken ct)
    {
        var key = request.Key;
        if (!key.Ok) return key.Fault;
        var number = VersionNumber.Of(request.Number);
        return number.Ok
            ? await catalog.Schemas.FindVersionAsync(call.Tenant, key.Value, number.Value, ct)
            : number.Fault;
    }
}
