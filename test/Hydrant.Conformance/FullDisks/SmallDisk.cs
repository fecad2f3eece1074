using System.Diagnostics;

namespace Hydrant.Conformance.FullDisks;

/// <summary>A file system of a few megabytes in memory, mounted for one test, and a file that takes up room.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    private string Filler => System.IO.Path.Combine(Path, "filler");

    /// <summary>Null when this user or this machine may not mount; then why not.</summary>
    public static async Task<(SmallDisk? Disk, string? WhyNot)> MountAsync(int megabytes)
    {
        if (!OperatingSystem.IsLinux()) return (null, "Only Linux has tmpfs.");
        var path = Directory.CreateTempSubdirectory("hydrant-full-disk-").FullName;
        var (code, said) = await RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "hydrant-test", path);
        if (code == 0) return (new SmallDisk(path), null);
        Directory.Delete(path);
        return (null, $"A small disk cannot be mounted here, which takes root: {said}");
    }

    /// <summary>Takes up room. On a disk that has less, it takes all there is.</summary>
    public void Fill(int megabytes)
    {
        using var file = new FileStream(Filler, FileMode.Append);
        try
        {
            for (var i = 0; i < megabytes * 16; i++)
            {
                file.Write(new byte[64 * 1024]);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // Full, as wanted.
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Free() => File.Delete(Filler);

    public long FreeBytes => new DriveInfo(Path).AvailableFreeSpace;

    public async ValueTask DisposeAsync()
    {
        var (code, said) = await RunAsync("umount", "--lazy", Path);
        code.ShouldBe(0, said);
        Directory.Delete(Path);
    }

    private static async Task<(int Code, string Said)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }
}
