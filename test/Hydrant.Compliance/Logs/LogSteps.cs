using System.Text;
using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Storage.Batches;

namespace Hydrant.Compliance.Logs;

/// <summary>What tests of logs do again and again, in one word each.</summary>
internal static class LogSteps
{
    public static readonly ReadLimit Everything = new(int.MaxValue, int.MaxValue);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static LogOffset At(long offset) => new(offset);

    /// <summary>One append with those texts as data, under keys k0, k1, …</summary>
    public static Task<AppendedRange> AppendAsync(this IShardLog log, params string[] texts) =>
        log.AppendAsync([.. texts.Select(Encoding.UTF8.GetBytes)]);

    /// <summary>One append with records of those sizes, filled with their place in the append.</summary>
    public static Task<AppendedRange> AppendSizesAsync(this IShardLog log, params int[] sizes) =>
        log.AppendAsync([.. sizes.Select((size, at) => Filled(size, (byte)at))]);

    /// <summary>Every record from there on, as <c>offset:data</c>, read page by page.</summary>
    public static async Task<List<string>> TextsAsync(this IShardLog log, long from = 0, ReadLimit? limit = null)
    {
        var texts = new List<string>();
        for (var at = At(from); ;)
        {
            using var page = await log.ReadAsync(at, limit ?? Everything, Ct);
            if (page.IsEmpty) return texts;
            foreach (var record in page) texts.Add($"{record.Offset.Value}:{Encoding.UTF8.GetString(record.Data)}");
            page.First.ShouldBeGreaterThanOrEqualTo(at);
            page.Next.ShouldBeGreaterThan(at);
            at = page.Next;
        }
    }

    /// <summary>How many records one read gives.</summary>
    public static async Task<long> CountAsync(this IShardLog log, long from, int maxRecords, int maxBytes)
    {
        using var page = await log.ReadAsync(At(from), new ReadLimit(maxRecords, maxBytes), Ct);
        var shown = 0L;
        foreach (var record in page) record.Offset.ShouldBe(page.First + shown++);
        page.Count.ShouldBe(shown);
        return shown;
    }

    public static async Task<StorageFaultKind> FaultOf(Func<Task> act) =>
        (await act.ShouldThrowAsync<StorageException>()).Kind;

    public static byte[] Filled(int size, byte with)
    {
        var data = new byte[size];
        data.AsSpan().Fill(with);
        return data;
    }

    private static async Task<AppendedRange> AppendAsync(this IShardLog log, byte[][] records)
    {
        using var buffer = new RecordBuffer();
        for (var at = 0; at < records.Length; at++) buffer.Add(Encoding.UTF8.GetBytes($"k{at}"), records[at]);
        return await log.AppendAsync(buffer, Ct);
    }
}
