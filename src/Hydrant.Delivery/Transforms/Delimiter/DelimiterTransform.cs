using Hydrant.Delivery.Processing;

namespace Hydrant.Delivery.Transforms.Delimiter;

/// <summary>AppendDelimiterToRecord: bytes behind each record, a newline unless others were asked for.</summary>
internal sealed class DelimiterTransform(ReadOnlyMemory<byte> delimiter) : ITransform
{
    public ValueTask ApplyAsync(WorkSet work, CancellationToken ct)
    {
        work.Replace((record, to) =>
        {
            var data = work.Take(record.Data.Length + delimiter.Length);
            record.Data.CopyTo(data);
            delimiter.CopyTo(data[record.Data.Length..]);
            to.Add(record with { Data = data });
        });
        return ValueTask.CompletedTask;
    }
}
