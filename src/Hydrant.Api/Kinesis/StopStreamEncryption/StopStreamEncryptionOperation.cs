using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Streams.Quotas;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.StopStreamEncryption;

/// <summary>Ends the encryption of what is put from now on. Records that are there stay as they are.</summary>
internal sealed class StopStreamEncryptionOperation(StreamDirectory streams, TimeProvider clock)
    : Operation<EncryptionRequest, NoAnswer>
{
    protected override Shape<EncryptionRequest?> Request => EncryptionRequest.Shape;

    protected override Shape<NoAnswer?>? Response => null;

    public override async ValueTask<Outcome<NoAnswer>> HandleAsync(
        EncryptionRequest request, CallContext call, CancellationToken ct)
    {
        var found = streams.Find(request.StreamName, request.StreamArn, call, "StopStreamEncryption");
        if (!found.Ok) return found.Fault;
        if (EncryptionRules.CheckType(request.EncryptionType!) is { } none) return none;

        var nowMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var changed = await streams.UpdateAsync(found.Value, state => Change(state, nowMs), ct);
        return changed.Ok ? NoAnswer.Instance : changed.Fault;
    }

    private Outcome<StreamState> Change(StreamState state, long nowMs) => streams.Count(
        state with { Settings = EncryptionRules.With(state, keyId: null, nowMs) }, RollingQuota.EncryptionStops);
}
