using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.Shared;

/// <summary>What a record must be, first by the model alone, then by the stream it goes to.</summary>
internal static class PutEntryRules
{
    /// <summary>The constraints of the model.</summary>
    /// <param name="entry">The record's entry.</param>
    /// <param name="key">Its partition key as it was kept.</param>
    /// <param name="errors">Where broken constraints are told.</param>
    public static void Check(in PutEntry entry, ReadOnlySpan<byte> key, ConstraintErrors errors)
    {
        if (entry.DataLength < 0) Tell(errors, "Data", null, "Member must not be null");
        if (entry.DataLength > KinesisLimits.MaxDataBytes)
        {
            Tell(errors, "Data", BlobText.Of(entry.DataLength),
                $"Member must have length less than or equal to {KinesisLimits.MaxDataBytes}");
        }

        if (entry.KeyChars < 0) Tell(errors, "PartitionKey", null, "Member must not be null");
        if (entry.KeyChars == 0) Tell(errors, "PartitionKey", "", "Member must have length greater than or equal to 1");
        if (entry.KeyChars > KinesisLimits.MaxPartitionKeyChars)
        {
            Tell(errors, "PartitionKey", System.Text.Encoding.UTF8.GetString(key),
                $"Member must have length less than or equal to {KinesisLimits.MaxPartitionKeyChars}");
        }

        if (entry.ExplicitHashKey is null) return;
        errors.Enter("ExplicitHashKey");
        KinesisShapes.HashKey.Check(entry.ExplicitHashKey, errors);
        errors.Leave();
    }

    /// <summary>The rules of the stream, and the hash key the record goes by.</summary>
    public static Fault? Check(in PutEntry entry, ReadOnlySpan<byte> key, StreamState stream, out HashKey hashKey)
    {
        hashKey = default;
        if (entry.DataLength + key.Length > stream.MaxRecordBytes)
        {
            return Fault.InvalidArgument(
                $"The record has {entry.DataLength + key.Length} bytes of data and partition key; stream {stream.Name} under "
                + $"account {stream.Tenant.Account} takes at most {stream.MaxRecordBytes}.");
        }

        if (entry.ExplicitHashKey is null)
        {
            hashKey = HashKey.Of(key);
            return null;
        }

        return HashKey.TryParse(entry.ExplicitHashKey, out hashKey)
            ? null
            : Fault.InvalidArgument(
                "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. "
                + $"Specified value was {entry.ExplicitHashKey}");
    }

    private static void Tell(ConstraintErrors errors, string member, string? printed, string constraint)
    {
        errors.Enter(member);
        errors.Add(printed, constraint);
        errors.Leave();
    }
}
