using Hydrant.Core;
using Hydrant.Streams.Scaling;
using Hydrant.Streams.Shards;

namespace Hydrant.Streams.Resharding;

/// <summary>Whether a reshard may be, in the service's order and words (docs/specs/kinesis.md, resharding).</summary>
public static class ReshardRules
{
    /// <param name="stream">Was found ACTIVE.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="roomFor">Whether the account may have that many more shards.</param>
    public static Fault? Check(StreamState stream, ReshardRequest request, Func<int, Fault?> roomFor) => request switch
    {
        ReshardRequest.Split split => Check(stream, split, roomFor),
        ReshardRequest.Merge merge => Check(stream, merge),
        ReshardRequest.Scale scale => Check(stream, scale, roomFor),
        ReshardRequest.Adapt adapt => Check(stream, adapt.Decision, roomFor),
        _ => throw InvariantException.Unreachable(request),
    };

    private static Fault? Check(StreamState stream, ReshardRequest.Split split, Func<int, Fault?> roomFor)
    {
        if (Find(stream, split.Shard) is not { } shard) return Unknown(stream, split.Shard);
        if (roomFor(1) is { } full) return full;
        if (!shard.IsOpen) return Ended(stream, shard.Id);
        if (IsOnDemand(stream) is { } managed) return managed;

        var (start, end, key) = (shard.Range.Start, shard.Range.End, split.NewStartingHashKey);
        return key.Value > start.Value && key.Value - start.Value > 1 && key.Value < end.Value
            ? null
            : Fault.InvalidArgument(
                $"NewStartingHashKey {key} used in SplitShard() on shard {shard.Id} in stream {stream.Name} under account "
                + $"{stream.Tenant.Account} is not both greater than one plus the shard's StartingHashKey {start} and less "
                + $"than the shard's EndingHashKey {end}.");
    }

    private static Fault? Check(StreamState stream, ReshardRequest.Merge merge)
    {
        if (Find(stream, merge.Shard) is not { } lower) return Unknown(stream, merge.Shard);
        if (Find(stream, merge.Adjacent) is not { } upper) return Unknown(stream, merge.Adjacent);
        if (!lower.IsOpen) return Ended(stream, lower.Id);
        if (!upper.IsOpen) return Ended(stream, upper.Id);
        if (IsOnDemand(stream) is { } managed) return managed;

        return lower.Range.End != HashKey.Max && lower.Range.End.Value + 1 == upper.Range.Start.Value
            ? null
            : Fault.InvalidArgument(
                $"Shards {lower.Id} and {upper.Id} in stream {stream.Name} under account {stream.Tenant.Account} "
                + "are not an adjacent pair of shards eligible for merging");
    }

    private static Fault? Check(StreamState stream, ReshardRequest.Scale scale, Func<int, Fault?> roomFor)
    {
        if (IsOnDemand(stream) is { } managed) return managed;

        var (present, target) = (stream.Shards.Count(shard => shard.IsOpen), scale.TargetShardCount);
        if (target > 2 * present) return TooFar("up over double", present, target);
        if (2 * target < present) return TooFar("down below half", present, target);
        if (target > KinesisLimits.MaxShardsPerStream)
        {
            return Fault.LimitExceeded(
                $"A stream can have at most {KinesisLimits.MaxShardsPerStream} shards, not {target}.");
        }

        return target > present ? roomFor(target - present) : null;
    }

    // Decided for a moment that may be over.
    private static Fault? Check(StreamState stream, ScalingDecision decision, Func<int, Fault?> roomFor)
    {
        foreach (var id in decision.Splits.Concat(decision.Merges.SelectMany(pair => (ShardId[])[pair.Lower, pair.Upper])))
        {
            if (Find(stream, id) is not { } shard) return Unknown(stream, id);
            if (!shard.IsOpen) return Ended(stream, id);
        }

        return decision.More > 0 ? roomFor(decision.More) : null;
    }

    private static Fault TooFar(string way, int present, int target) => Fault.LimitExceeded(
        $"UpdateShardCount cannot scale {way} your current open shard count. "
        + $"Current open shard count: {present} Target shard count: {target}");

    private static ShardState? Find(StreamState stream, ShardId id) => stream.Shards.FirstOrDefault(shard => shard.Id == id);

    private static Fault Unknown(StreamState stream, ShardId id) =>
        StreamTexts.UnreadableShardId(id.ToString(), stream.Name, stream.Tenant.Account);

    private static Fault Ended(StreamState stream, ShardId id) => Fault.InvalidArgument(
        $"Shard {id} in stream {stream.Name} under account {stream.Tenant.Account} has already been merged or split, "
        + "and thus is not eligible for merging or splitting.");

    private static Fault? IsOnDemand(StreamState stream) => stream.Mode == StreamMode.OnDemand
        ? Fault.Validation($"Request is invalid. Stream {stream.Name} under account {stream.Tenant.Account} is in On-Demand mode.")
        : null;
}
