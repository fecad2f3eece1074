using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Streams.Quotas;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.StartStreamEncryption;

/// <summary>Encrypts what is put from now on, or changes the key. Records that are there stay as they are.</summary>
internal sealed class StartStreamEncryptionOperation(StreamDirectory streams, TimeProvider clock)
    : Operation<EncryptionRequest, NoAnswer>
{
    protected override Shape<EncryptionRequest?> Request => EncryptionRequest.Shape;

    protected override Shape<NoAnswer?>? Response => null;

    public override async ValueTask<Outcome<NoAnswer>> HandleAsync(
        EncryptionRequest request, CallContext call, CancellationToken ct)
    {
        var found = streams.Find(request.StreamName, request.StreamArn, call, "StartStreamEncryption");
        if (!found.Ok) return found.Fault;
        if (EncryptionRules.CheckType(request.EncryptionType!) is { } none) return none;
        if (EncryptionRules.CheckKey(request.KeyId!, call.Tenant) is { } unknown) return unknown;

        var nowMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var changed = await streams.UpdateAsync(found.Value, state => Change(state, request.KeyId!, nowMs), ct);
        return changed.Ok ? NoAnswer.Instance : changed.Fault;
    }

    private Outcome<StreamState> Change(StreamState state, string keyId, long nowMs) => streams.Count(
        state with { Settings = EncryptionRules.With(state, keyId, nowMs) }, RollingQuota.EncryptionStarts);
}
