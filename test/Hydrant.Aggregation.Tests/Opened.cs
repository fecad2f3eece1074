using System.Text;
using Hydrant.Aggregation;

namespace Hydrant.Aggregation.Tests;

/// <summary>A record of an aggregate, kept.</summary>
internal sealed record Opened(int SubSequenceNumber, string Key, string HashKey, string Data)
{
    /// <summary>The records of an aggregate; null when the data are a plain record's.</summary>
    public static List<Opened>? Of(byte[] data)
    {
        if (!Aggregate.TryOpen(data, out var aggregate)) return null;
        using (aggregate)
        {
            var records = new List<Opened>();
            foreach (var record in aggregate)
            {
                records.Add(new(
                    record.SubSequenceNumber,
                    Encoding.UTF8.GetString(record.Key),
                    Encoding.ASCII.GetString(record.ExplicitHashKey),
                    Convert.ToBase64String(record.Data)));
            }

            records.Count.ShouldBe(aggregate.Count);
            return records;
        }
    }
}
