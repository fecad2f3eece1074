using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Streams.Retention;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.DecreaseStreamRetentionPeriod;

/// <summary>Keeps a stream's records for a shorter time; older ones are out of reach when the answer comes.</summary>
internal sealed class DecreaseStreamRetentionPeriodOperation(StreamDirectory streams, TimeProvider clock)
    : Operation<RetentionRequest, NoAnswer>
{
    protected override Shape<RetentionRequest?> Request => RetentionRequest.Shape;

    protected override Shape<NoAnswer?>? Response => null;

    public override async ValueTask<Outcome<NoAnswer>> HandleAsync(
        RetentionRequest request, CallContext call, CancellationToken ct)
    {
        var found = streams.Find(request.StreamName, request.StreamArn, call, "DecreaseStreamRetentionPeriod");
        if (!found.Ok) return found.Fault;

        var changed = await streams.UpdateAsync(
            found.Value, state => Change(state, request.RetentionPeriodHours!.Value), ct);
        if (!changed.Ok) return changed.Fault;

        await RetentionTrim.ApplyAsync(found.Value.Now, clock.GetUtcNow(), ct);
        return NoAnswer.Instance;
    }

    private static Outcome<StreamState> Change(StreamState state, int hours)
    {
        if (RetentionRules.CheckBounds(hours) is { } outside) return outside;
        if (hours > state.RetentionHours)
            return RetentionRules.WrongWay(state, hours, "longer", instead: "IncreaseRetentionPeriod");

        return state with { RetentionHours = hours };
    }
}
