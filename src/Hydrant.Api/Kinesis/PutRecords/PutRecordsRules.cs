using Hydrant.Core;

namespace Hydrant.Api.Kinesis.PutRecords;

internal static class PutRecordsRules
{
    /// <summary>Rules over the whole request; breaking one rejects all its records.</summary>
    public static Fault? FirstBroken(RecordList records) =>
        records.DataAndKeyBytes > KinesisLimits.MaxPutRecordsBytes
            ? Fault.InvalidArgument($"Records size exceeds {KinesisLimits.MaxPutRecordsBytes / 1024 / 1024} MB limit")
            : null;
}
