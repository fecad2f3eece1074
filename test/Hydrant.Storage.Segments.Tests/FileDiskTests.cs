using Hydrant.Storage.Segments.Disk;

namespace Hydrant.Storage.Segments.Tests;

/// <summary>The real file system, which is written past its page cache where it lets itself be.</summary>
public sealed class FileDiskTests : IDisposable
{
    private const string Name = "000000000001-0000.segment";

    // Beside the test, because the directory for temporary files may be one in memory.
    private readonly string _directory = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, $"disk-{Guid.NewGuid():n}")).FullName;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task What_is_appended_in_any_sizes_is_read_back_by_readers_that_were_there_before(int seed)
    {
        var random = new Random(seed);
        var expected = new MemoryStream();
        using var disk = new FileDisk(_directory);
        var file = await disk.CreateAsync(Name);
        for (var step = 0; step < 300; step++)
        {
            if (random.Next(40) == 0)
            {
                // As after a restart: what fills the last block is cut or left, and appending goes on behind what counts.
                file.Dispose();
                file = await disk.OpenAsync(Name);
                if (random.Next(2) == 0) await file.TruncateAsync(expected.Length);
            }

            var bytes = new byte[random.Next(5) == 0 ? random.Next(1, 600_000) : random.Next(1, 9_000)];
            random.NextBytes(bytes);
            await file.WriteAsync(expected.Length, bytes);
            await file.SyncAsync();
            expected.Write(bytes);

            var from = random.Next((int)expected.Length);
            var read = new byte[Math.Min(20_000, expected.Length - from)];
            (await file.ReadAsync(from, read)).ShouldBe(read.Length);
            read.AsSpan().SequenceEqual(expected.GetBuffer().AsSpan(from, read.Length)).ShouldBeTrue($"step {step}, byte {from}");
        }

        file.Dispose();
        var onDisk = await File.ReadAllBytesAsync(Path.Combine(_directory, Name), TestContext.Current.CancellationToken);
        (onDisk.Length - expected.Length).ShouldBeInRange(0, 4095);
        using var direct = NativeSync.TryOpenDirect(Path.Combine(_directory, Name));
        if (direct is not null) (onDisk.Length % 4096).ShouldBe(0, "it was not written in blocks");
        onDisk.AsSpan(0, (int)expected.Length).SequenceEqual(expected.GetBuffer().AsSpan(0, (int)expected.Length)).ShouldBeTrue();
        onDisk.AsSpan((int)expected.Length).ContainsAnyExcept((byte)0).ShouldBeFalse();
    }

    [Fact]
    public async Task Files_that_are_appended_to_by_turns_do_not_mix()
    {
        using var disk = new FileDisk(_directory);
        var files = new List<IDiskFile>();
        for (var i = 0; i < 4; i++) files.Add(await disk.CreateAsync($"00000000000{i}-0000.segment"));

        for (var turn = 0; turn < 50; turn++)
        {
            for (var i = 0; i < files.Count; i++) await files[i].WriteAsync(turn * 100, Enumerable.Repeat((byte)(i + 1), 100).ToArray());
        }

        for (var i = 0; i < files.Count; i++)
        {
            var read = new byte[5_000];
            (await files[i].ReadAsync(0, read)).ShouldBe(read.Length);
            read.AsSpan().ContainsAnyExcept((byte)(i + 1)).ShouldBeFalse();
            files[i].Dispose();
        }
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
