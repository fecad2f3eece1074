using Hydrant.Api.Firehose.Shared;
using Hydrant.Api.Shared;
using Hydrant.Core;
using Hydrant.Delivery;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Firehose.StartDeliveryStreamEncryption;

/// <summary>Encrypts what arrives from now on, or changes the key. ENABLING when the answer comes, and ENABLED soon after.</summary>
internal sealed class StartDeliveryStreamEncryptionOperation(DeliveryDirectory deliveries)
    : Operation<StartDeliveryStreamEncryptionRequest, NoMembers>
{
    private static readonly Shape<StartDeliveryStreamEncryptionRequest?> RequestShape =
        new StructureShape<StartDeliveryStreamEncryptionRequest>()
        .Required(
            "DeliveryStreamName", FirehoseShapes.DeliveryStreamName,
            r => r.DeliveryStreamName, (r, v) => r.DeliveryStreamName = v)
        .Optional("DeliveryStreamEncryptionConfigurationInput", EncryptionInput.Shape, r => r.Input, (r, v) => r.Input = v);

    protected override Shape<StartDeliveryStreamEncryptionRequest?> Request => RequestShape;

    protected override Shape<NoMembers?> Response => NoMembers.Shape;

    public override async ValueTask<Outcome<NoMembers>> HandleAsync(
        StartDeliveryStreamEncryptionRequest request, CallContext call, CancellationToken ct)
    {
        var found = deliveries.Find(call.Tenant, request.DeliveryStreamName!);
        if (!found.Ok) return found.Fault;

        var stream = found.Value;
        if (EncryptionInput.FirstBroken(request.Input, stream.Now.Spec.Type, call.Tenant) is { } broken) return broken;

        var refused = await deliveries.EncryptAsync(stream, before => before.Start(request.Input?.KeyArn), ct);
        return refused is null ? NoMembers.Instance : refused;
    }
}

internal sealed class StartDeliveryStreamEncryptionRequest : INamesStream
{
    public string? DeliveryStreamName { get; set; }

    string? INamesStream.Stream => DeliveryStreamName;

    public EncryptionInput? Input { get; set; }
}
