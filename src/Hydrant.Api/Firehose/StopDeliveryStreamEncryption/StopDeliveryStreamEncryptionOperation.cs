using Hydrant.Api.Firehose.Shared;
using Hydrant.Api.Shared;
using Hydrant.Core;
using Hydrant.Delivery;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Firehose.StopDeliveryStreamEncryption;

/// <summary>Ends the encryption of what arrives from now on. DISABLING when the answer comes, and DISABLED soon after.</summary>
internal sealed class StopDeliveryStreamEncryptionOperation(DeliveryDirectory deliveries)
    : Operation<StopDeliveryStreamEncryptionRequest, NoMembers>
{
    private static readonly Shape<StopDeliveryStreamEncryptionRequest?> RequestShape =
        new StructureShape<StopDeliveryStreamEncryptionRequest>()
        .Required(
            "DeliveryStreamName", FirehoseShapes.DeliveryStreamName,
            r => r.DeliveryStreamName, (r, v) => r.DeliveryStreamName = v);

    protected override Shape<StopDeliveryStreamEncryptionRequest?> Request => RequestShape;

    protected override Shape<NoMembers?> Response => NoMembers.Shape;

    public override async ValueTask<Outcome<NoMembers>> HandleAsync(
        StopDeliveryStreamEncryptionRequest request, CallContext call, CancellationToken ct)
    {
        var found = deliveries.Find(call.Tenant, request.DeliveryStreamName!);
        if (!found.Ok) return found.Fault;

        var stream = found.Value;
        if (EncryptionInput.FirstBroken(stream.Now.Spec.Type) is { } broken) return broken;

        var refused = await deliveries.EncryptAsync(stream, before => before.Stop(), ct);
        return refused is null ? NoMembers.Instance : refused;
    }
}

internal sealed class StopDeliveryStreamEncryptionRequest : INamesStream
{
    public string? DeliveryStreamName { get; set; }

    string? INamesStream.Stream => DeliveryStreamName;
}
