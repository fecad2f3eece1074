using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Streams.Settings;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.Shared;

/// <summary>What a record must be, first by the model alone, then by the stream it goes to.</summary>
internal static class PutEntryRules
{
    /// <summary>The constraints of the model.</summary>
    /// <param name="entry">The record's entry.</param>
    /// <param name="errors">Where broken constraints are told.</param>
    public static void Check(in PutEntry entry, ConstraintErrors errors)
    {
        if (entry.DataLength < 0) Tell(errors, "Data", null, "Member must not be null");
        if (entry.DataLength > KinesisLimits.MaxDataBytes)
        {
            Tell(errors, "Data", BlobText.Of(entry.DataLength),
                $"Member must have length less than or equal to {KinesisLimits.MaxDataBytes}");
        }

        if (entry.KeyChars == 0) Tell(errors, "PartitionKey", "", "Member must have length greater than or equal to 1");
        if (entry.KeyChars > KinesisLimits.MaxPartitionKeyChars)
        {
            Tell(errors, "PartitionKey", entry.LongKey,
                $"Member must have length less than or equal to {KinesisLimits.MaxPartitionKeyChars}");
        }

        if (entry.WrongHashKey is null) return;
        errors.Enter("ExplicitHashKey");
        KinesisShapes.HashKey.Check(entry.WrongHashKey, errors);
        errors.Leave();
    }

    /// <summary>The rules of the stream, and the hash key the record goes by.</summary>
    /// <param name="entry">The record's entry.</param>
    /// <param name="key">Its partition key as it was kept.</param>
    /// <param name="place">Which entry of the request it is, from 1; 0 when it is the request.</param>
    /// <param name="now">The stream.</param>
    /// <param name="hashKey">Where the record goes.</param>
    public static Fault? Check(
        in PutEntry entry, ReadOnlySpan<byte> key, int place, LiveStream.Moment now, out HashKey hashKey)
    {
        hashKey = default;
        var stream = now.State;
        if (entry.DataLength + key.Length > stream.MaxRecordBytes)
        {
            return Fault.InvalidArgument(
                $"The record has {entry.DataLength + key.Length} bytes of data and partition key; stream {stream.Name} under "
                + $"account {stream.Tenant.Account} takes at most {stream.MaxRecordBytes}.");
        }

        if (stream.Settings.Distribution == RecordDistribution.Auto)
        {
            hashKey = now.Shards.Next().State.Range.Start;
            return null;
        }

        return entry.KeyChars < 0 ? NoKey(place) : Find(entry, key, out hashKey);
    }

    // Which streams need a key is known only here; the words are those of a constraint.
    private static Fault NoKey(int place) => Fault.Validation(
        $"1 validation error detected: Value null at '{(place == 0 ? "" : $"records.{place}.member.")}partitionKey' "
        + "failed to satisfy constraint: Member must not be null");

    private static Fault? Find(in PutEntry entry, ReadOnlySpan<byte> key, out HashKey hashKey)
    {
        hashKey = entry.HashKey ?? default;
        if (entry.WrongHashKey is not null)
        {
            return Fault.InvalidArgument(
                "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. "
                + $"Specified value was {entry.WrongHashKey}");
        }

        if (entry.HashKey is null) hashKey = HashKey.Of(key);
        return null;
    }

    private static void Tell(ConstraintErrors errors, string member, string? printed, string constraint)
    {
        errors.Enter(member);
        errors.Add(printed, constraint);
        errors.Leave();
    }
}
