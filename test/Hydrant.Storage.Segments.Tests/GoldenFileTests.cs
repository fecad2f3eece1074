using System.Runtime.CompilerServices;
using Hydrant.Core;
using Hydrant.Storage.Batches;
using Hydrant.Testing.Disk;
using Hydrant.Testing.Simulated;

namespace Hydrant.Storage.Segments.Tests;

/// <summary>
/// The files under test/testdata are what version 1 wrote. They must be read forever, and as long as version 1 is written
/// it must write them byte for byte. HYDRANT_WRITE_GOLDEN=1 writes those that are not there.
/// </summary>
public sealed class GoldenFileTests
{
    private const string Segment = "000000000001-0000.segment";
    private const string Index = "000000000001-0000.index";
    private const string Last = "000000000002-0000.segment";

    private static readonly (string Golden, string File)[] Files =
    [
        ("segment/v1.bin", Segment), ("segment/v1.last.bin", Last), ("segment-index/v1.bin", Index), ("bounds/v1.bin", "bounds"),
    ];

    [Fact]
    public async Task Version_1_is_written_as_ever()
    {
        var disk = new SimulatedDisk(1);
        await WriteAsync(disk);
        foreach (var (golden, file) in Files) disk.Read(file).ShouldBe(Golden(golden, disk.Read(file)), golden);
    }

    [Fact]
    public async Task Version_1_is_read()
    {
        var disk = new SimulatedDisk(1);
        foreach (var (golden, file) in Files) disk.Put(file, Golden(golden, null));
        await using var store = await SegmentLogStore.OpenAsync(Options, new SimulatedClock(), disk, new RandomIdSource(1));

        store.Damage.ShouldBeEmpty();
        (await LogWorld.ReadAllAsync(store, LogWorld.A)).ShouldBe(["a1", "a2", new string('a', 300)]);
        (await LogWorld.ReadAllAsync(store, LogWorld.B)).ShouldBe(["b2"]);
        store.Open(LogWorld.B).Bounds.First.ShouldBe(new LogOffset(1));
    }

    [Fact]
    public void Record_batches_of_version_1_are_written_as_ever_and_read()
    {
        using var records = new RecordBuffer();
        records.Add("key"u8, "data"u8);
        records.Add(default, default);
        var bytes = new byte[RecordBatchFrame.HeaderSize + records.Length];
        records.Bytes.CopyTo(bytes.AsSpan(RecordBatchFrame.HeaderSize));
        var frame = new RecordBatchFrame(bytes.Length, new ShardKey(7, 3), new LogOffset(42), 1_800_000_000_000, 99, 2);
        frame.Seal(bytes);

        bytes.ShouldBe(Golden("record-batch/v1.bin", bytes));
        RecordBatchFrame.TryRead(Golden("record-batch/v1.bin", null), out var read).ShouldBeNull();
        read.ShouldBe(frame);
    }

    private static SegmentLogOptions Options => new() { Directory = "/golden", SegmentSize = new ByteSize(450) };

    // Two shards, two commits in the first segment, one in the second, one record trimmed.
    private static async Task WriteAsync(SimulatedDisk disk)
    {
        var clock = new SimulatedClock();
        await using var store = await SegmentLogStore.OpenAsync(Options, clock, disk, new RandomIdSource(1));
        await LogWorld.AppendAsync(store, LogWorld.A, "a1", "a2");
        clock.Advance(TimeSpan.FromSeconds(1));
        await LogWorld.AppendAsync(store, LogWorld.B, "b1", "b2");
        clock.Advance(TimeSpan.FromSeconds(1));
        await store.Open(LogWorld.B).TrimAsync(new LogOffset(1), CancellationToken.None);
        await LogWorld.AppendAsync(store, LogWorld.A, new string('a', 300));
    }

    private static byte[] Golden(string name, byte[]? written, [CallerFilePath] string here = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(here)!, "..", "testdata", name);
        if (written is not null && !File.Exists(path) && Environment.GetEnvironmentVariable("HYDRANT_WRITE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, written);
        }

        return File.ReadAllBytes(path);
    }
}
