using System.Text;
using Hydrant.Core;
using Hydrant.Delivery;
using Hydrant.Storage;

namespace Hydrant.Api.Tests.Firehose;

internal static class IntakeReading
{
    /// <summary>All that waits in a delivery stream's intake, as text.</summary>
    public static List<string> IntakeRecords(this DeliveryStream stream)
    {
        var records = new List<string>();
        using var page = stream.OwnLog.ReadAsync(LogOffset.Zero, new ReadLimit(1000, 1 << 20), default).AsTask().GetAwaiter().GetResult();
        foreach (var record in page) records.Add(Encoding.UTF8.GetString(record.Data));
        return records;
    }
}
