using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Streams.Shards;

namespace Hydrant.Api.Kinesis.GetShardIterator;

/// <summary>Which types of iterator need what, in the service's order and words (docs/specs/kinesis.md, iterators).</summary>
internal static class GetShardIteratorRules
{
    /// <summary>The sequence number asked for, where the type has one; else the default.</summary>
    public static Outcome<SequenceNumber> Check(
        GetShardIteratorRequest request, StreamState stream, ShardState shard, long nowMs)
    {
        var type = request.ShardIteratorType!;
        var wantsNumber = type is "AT_SEQUENCE_NUMBER" or "AFTER_SEQUENCE_NUMBER";
        var number = request.StartingSequenceNumber;
        if (type is "TRIM_HORIZON" or "LATEST" && number is not null) return WrongPair(type, "also a");
        if (wantsNumber && number is null) return WrongPair(type, "no");
        if (number is not null) return CheckNumber(number, stream, shard);
        if (type != "AT_TIMESTAMP") return default(SequenceNumber);

        if (request.Timestamp is not { } timestamp)
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

    private static Outcome<SequenceNumber> CheckNumber(string text, StreamState stream, ShardState shard)
    {
        var used = $"StartingSequenceNumber {text} used in GetShardIterator on shard {shard.Id} in stream {stream.Name} "
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
