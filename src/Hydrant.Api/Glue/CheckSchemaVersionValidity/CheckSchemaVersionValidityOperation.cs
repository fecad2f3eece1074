using Hydrant.Core;
using Hydrant.Tables.Registry;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.CheckSchemaVersionValidity;

/// <summary>Whether a text is a schema of its format.</summary>
internal sealed class CheckSchemaVersionValidityOperation : Operation<ValidityRequest, ValidityResponse>
{
    protected override Shape<ValidityRequest?> Request => CheckSchemaVersionValidityShapes.Request;

    protected override Shape<ValidityResponse?> Response => CheckSchemaVersionValidityShapes.Response;

    public override ValueTask<Outcome<ValidityResponse>> HandleAsync(
        ValidityRequest request, CallContext call, CancellationToken ct)
    {
        if (request.DataFormat is not (SchemaFormats.Avro or SchemaFormats.Json))
        {
            return ValueTask.FromResult<Outcome<ValidityResponse>>(
                Fault.InvalidArgument($"DataFormat {request.DataFormat} is not supported by this server."));
        }

        var mistake = SchemaFormats.FirstMistake(request.DataFormat, request.SchemaDefinition!);
        return ValueTask.FromResult<Outcome<ValidityResponse>>(new ValidityResponse { Error = mistake });
    }
}
