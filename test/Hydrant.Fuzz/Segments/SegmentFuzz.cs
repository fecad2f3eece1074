using System.Text;
using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Storage.Batches;
using Hydrant.Storage.Segments;
using Hydrant.Testing.Disk;

namespace Hydrant.Fuzz.Segments;

/// <summary>Files of the log with random damage: whatever a start makes of them, it ends, and serves no wrong record.</summary>
public sealed class SegmentFuzz
{
    private const int Cases = 2_000;
    private const int Records = 60;
    private static readonly ShardKey[] Shards = [new(1, 0), new(2, 0), new(3, 7)];
    private static readonly SegmentLogOptions Options = new()
    {
        Directory = "/fuzz", SegmentSize = ByteSize.KiB(3), TailCacheSize = ByteSize.KiB(1), MaxCachedIndexEntries = 20,
        RewriteAfter = TimeSpan.Zero,
    };

    [Fact]
    public async Task Damaged_files_never_show_a_record_that_was_not_written()
    {
        var whole = await WriteAsync();
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            var disk = new SimulatedDisk(seed);
            foreach (var name in whole.Names) disk.Put(name, whole.Read(name));
            for (var i = random.Next(1, 4); i > 0; i--) Damage(disk, random);
            try
            {
                await using var store = await SegmentLogStore.OpenAsync(
                    Options, TimeProvider.System, disk, new RandomIdSource(seed));
                foreach (var shard in Shards) await CheckAsync(store.Open(shard), seed);
            }
            catch (StorageException failure)
            {
                failure.Kind.ShouldBe(StorageFaultKind.Corrupt, $"seed {seed}");
            }
        }
    }

    private static async Task CheckAsync(IShardLog log, int seed)
    {
        for (var offset = 0; offset < Records; offset++)
        {
            try
            {
                using var page = await log.ReadAsync(
                    new LogOffset(offset), new ReadLimit(1, 1), CancellationToken.None);
                foreach (var record in page)
                {
                    Encoding.UTF8.GetString(record.Data)
                        .ShouldStartWith($"{log.Key} {record.Offset.Value} ", customMessage: $"seed {seed}");
                }
            }
            catch (StorageException failure)
            {
                failure.Kind.ShouldBe(StorageFaultKind.Corrupt, $"seed {seed}");
            }
        }
    }

    private static void Damage(SimulatedDisk disk, Random random)
    {
        var name = disk.Names[random.Next(disk.Names.Count)];
        var bytes = disk.Read(name);
        if (bytes.Length == 0) return;
        var at = random.Next(bytes.Length);
        var length = random.Next(1, Math.Min(200, bytes.Length - at) + 1);
        switch (random.Next(5))
        {
            case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
            case 1: random.NextBytes(bytes.AsSpan(at, length)); break;
            case 2: bytes = bytes[..at]; break;
            case 3: bytes = [.. bytes[..at], .. bytes[(at + length)..]]; break;
            default: bytes = [.. bytes[..(at + length)], .. bytes[at..]]; break;
        }

        disk.Put(name, bytes);
    }

    // Three shards, several segments, one of them rewritten.
    private static async Task<SimulatedDisk> WriteAsync()
    {
        var disk = new SimulatedDisk(1);
        await using var store = await SegmentLogStore.OpenAsync(
            Options, TimeProvider.System, disk, new RandomIdSource(1));
        for (var i = 0; i < Records; i++)
        {
            foreach (var shard in Shards)
            {
                using var records = new RecordBuffer();
                var filler = new string('x', shard == Shards[0] ? 300 : 20);
                records.Add("key"u8, Encoding.UTF8.GetBytes($"{shard} {i} {filler}"));
                await store.Open(shard).AppendAsync(records, CancellationToken.None);
            }
        }

        await store.Open(Shards[0]).TrimAsync(new LogOffset(25), CancellationToken.None);
        await store.SweepAsync();
        return disk;
    }
}
