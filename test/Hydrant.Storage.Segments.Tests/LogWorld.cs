using System.Text;
using Hydrant.Core;
using Hydrant.Storage.Batches;
using Hydrant.Testing.Disk;

namespace Hydrant.Storage.Segments.Tests;

/// <summary>A log on a simulated disk, and short words for what tests do with it.</summary>
internal sealed class LogWorld(int seed = 1)
{
    public static readonly ShardKey A = new(1, 0);
    public static readonly ShardKey B = new(2, 0);

    public SimulatedDisk Disk { get; set; } = new(seed);

    public SegmentLogOptions Options { get; init; } = new()
    {
        Directory = "/simulated",
        RewriteAfter = TimeSpan.Zero,
        SegmentSize = ByteSize.KiB(8),
        TailCacheSize = new ByteSize(1),
    };

    public Task<SegmentLogStore> OpenAsync() => SegmentLogStore.OpenAsync(Options, TimeProvider.System, Disk, new RandomIdSource(seed));

    public static async Task<AppendedRange> AppendAsync(SegmentLogStore store, ShardKey shard, params string[] texts)
    {
        using var records = new RecordBuffer();
        foreach (var text in texts) records.Add("key"u8, Encoding.UTF8.GetBytes(text));
        return await store.Open(shard).AppendAsync(records, CancellationToken.None);
    }

    /// <summary>Everything the shard holds, in order.</summary>
    public static async Task<List<string>> ReadAllAsync(SegmentLogStore store, ShardKey shard, long from = 0)
    {
        var texts = new List<string>();
        var next = new LogOffset(from);
        while (true)
        {
            using var page = await store.Open(shard).ReadAsync(next, new ReadLimit(10, 1000), CancellationToken.None);
            if (page.IsEmpty) return texts;
            foreach (var record in page) texts.Add(Encoding.UTF8.GetString(record.Data));
            next = page.Next;
        }
    }

    /// <summary>What the shard holds up to the first place that is damaged, and the complaint.</summary>
    public static async Task<(List<string> Texts, StorageException? Damage)> ReadGoodAsync(SegmentLogStore store, ShardKey shard)
    {
        var texts = new List<string>();
        var next = LogOffset.Zero;
        while (true)
        {
            try
            {
                using var page = await store.Open(shard).ReadAsync(next, new ReadLimit(1, 1000), CancellationToken.None);
                if (page.IsEmpty) return (texts, null);
                foreach (var record in page) texts.Add(Encoding.UTF8.GetString(record.Data));
                next = page.Next;
            }
            catch (StorageException failure) when (failure.Kind == StorageFaultKind.Corrupt)
            {
                return (texts, failure);
            }
        }
    }

    /// <summary>A disk with a copy of all files.</summary>
    public SimulatedDisk CopyDisk()
    {
        var copy = new SimulatedDisk(seed);
        foreach (var name in Disk.Names) copy.Put(name, Disk.Read(name));
        return copy;
    }
}
