using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Streams.Retention;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.IncreaseStreamRetentionPeriod;

/// <summary>Keeps a stream's records longer. What has expired before does not come back.</summary>
internal sealed class IncreaseStreamRetentionPeriodOperation(StreamDirectory streams, TimeProvider clock)
    : Operation<RetentionRequest, NoAnswer>
{
    protected override Shape<RetentionRequest?> Request => RetentionRequest.Shape;

    protected override Shape<NoAnswer?>? Response => null;

    public override async ValueTask<Outcome<NoAnswer>> HandleAsync(
        RetentionRequest request, CallContext call, CancellationToken ct)
    {
        var found = streams.Find(request.StreamName, request.StreamArn, call, "IncreaseStreamRetentionPeriod");
        if (!found.Ok) return found.Fault;

        // What is past the present retention goes now, or the longer one would show it again.
        await RetentionTrim.ApplyAsync(found.Value.Now, clock.GetUtcNow(), ct);
        var changed = await streams.UpdateAsync(
            found.Value, state => Change(state, request.RetentionPeriodHours!.Value), ct);
        if (!changed.Ok) return changed.Fault;

        return NoAnswer.Instance;
    }

    private static Outcome<StreamState> Change(StreamState state, int hours)
    {
        if (RetentionRules.CheckBounds(hours) is { } outside) return outside;
        if (hours < state.RetentionHours)
            return RetentionRules.WrongWay(state, hours, "shorter", instead: "DecreaseRetentionPeriod");

        return state with { RetentionHours = hours };
    }
}
