using Hydrant.Delivery.Processing;

namespace Hydrant.Delivery.Transforms.Deaggregate;

/// <summary>RecordDeAggregation, SubRecordType DELIMITED: a record is split where the delimiter stands, which is left out.</summary>
internal sealed class DelimitedTransform(ReadOnlyMemory<byte> delimiter) : ITransform
{
    public ValueTask ApplyAsync(WorkSet work, CancellationToken ct)
    {
        work.Replace((record, to) =>
        {
            var before = to.Count;
            for (var rest = record.Data; !rest.IsEmpty;)
            {
                var at = rest.Span.IndexOf(delimiter.Span);
                var inner = at < 0 ? rest : rest[..at];
                rest = at < 0 ? default : rest[(at + delimiter.Length)..];
                if (!inner.IsEmpty) to.Add(record with { Raw = inner, Data = inner });
            }

            if (SubRecords.AreTooMany(to.Count - before)) SubRecords.LeaveWhole(record, to, before);
        });
        return ValueTask.CompletedTask;
    }
}
