using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Streams.Shards;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.Shared;

/// <summary>
/// Where in a shard a reader begins: which types need what, in the service's order and words (docs/specs/kinesis.md,
/// iterators).
/// </summary>
/// <param name="Type">One of <see cref="TypeShape"/>.</param>
/// <param name="Number">A sequence number as it was sent, if one was.</param>
/// <param name="Timestamp">Epoch milliseconds, if they were sent.</param>
internal sealed record StartingPosition(string Type, string? Number, long? Timestamp)
{
    /// <summary>In the order in which the service names the types.</summary>
    public static readonly Shape<string?> TypeShape = Shape.Enum(
        "AFTER_SEQUENCE_NUMBER", "LATEST", "AT_TIMESTAMP", "AT_SEQUENCE_NUMBER", "TRIM_HORIZON");

    /// <summary>The first record to read, which may not be there yet.</summary>
    /// <param name="action">The operation that asks, for its texts.</param>
    public async ValueTask<Outcome<LogOffset>> FindAsync(
        StreamState stream, LiveShard shard, string action, long nowMs, CancellationToken ct)
    {
        var asked = Check(stream, shard.State, action, nowMs);
        if (!asked.Ok) return asked.Fault;

        var bounds = shard.Log.Bounds;
        return Type switch
        {
            "TRIM_HORIZON" => bounds.First,
            "LATEST" => bounds.Tail,
            "AT_SEQUENCE_NUMBER" => LogOffset.Min(asked.Value.Offset, bounds.Tail),
            "AFTER_SEQUENCE_NUMBER" => LogOffset.Min(asked.Value.OffsetAfter, bounds.Tail),
            "AT_TIMESTAMP" => await shard.Log.SeekAsync(DateTimeOffset.FromUnixTimeMilliseconds(Timestamp!.Value), ct),
            _ => throw InvariantException.Unreachable(Type),
        };
    }

    // The sequence number asked for, where the type has one; else the default.
    private Outcome<SequenceNumber> Check(StreamState stream, ShardState shard, string action, long nowMs)
    {
        var (type, number) = (Type, Number);
        var wantsNumber = type is "AT_SEQUENCE_NUMBER" or "AFTER_SEQUENCE_NUMBER";
        if (type is "TRIM_HORIZON" or "LATEST" && number is not null) return WrongPair(type, "also a");
        if (wantsNumber && number is null) return WrongPair(type, "no");
        if (number is not null) return CheckNumber(number, stream, shard, action);
        if (type != "AT_TIMESTAMP") return default(SequenceNumber);

        if (Timestamp is not { } timestamp)
        {
            return Fault.InvalidArgument(
                "Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP. "
                + "Current request has no timestamp parameter.");
        }

        return timestamp <= nowMs
            ? default(SequenceNumber)
            : Fault.InvalidArgument(
                "The timestampInMillis parameter cannot be greater than the currentTimestampInMillis. "
                + $"timestampInMillis: {timestamp}, currentTimestampInMillis: {nowMs}");
    }

    private static Outcome<SequenceNumber> CheckNumber(string text, StreamState stream, ShardState shard, string action)
    {
        var used = $"StartingSequenceNumber {text} used in {action} on shard {shard.Id} in stream {stream.Name} "
            + $"under account {stream.Tenant.Account} is invalid";
        if (!SequenceNumber.TryParse(text, out var number)) return Fault.InvalidArgument($"{used}.");
        if (number.Shard != shard.Id.Index)
        {
            return Fault.InvalidArgument(
                $"Invalid StartingSequenceNumber. It encodes {new ShardId(number.Shard)}, "
                + $"while it was used in a call to a shard with {shard.Id}");
        }

        return number.ShardCreated == shard.CreatedAtSeconds
            ? number
            : Fault.InvalidArgument($"{used} because it did not come from this stream.");
    }

    private static Fault WrongPair(string type, string has) => Fault.InvalidArgument(
        "Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or "
        + "(2) TRIM_HORIZON or LATEST and no StartingSequenceNumber. "
        + $"Request specified {type} and {has} StartingSequenceNumber.");
}
