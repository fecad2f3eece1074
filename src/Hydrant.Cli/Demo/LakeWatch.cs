using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Spectre.Console;

namespace Hydrant.Cli.Demo;

/// <summary>Shows each file of a bucket as it appears, and knows which events are in them.</summary>
internal sealed class LakeWatch(string directory)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<int> _numbers = [];
    private int _lines;
    private int _unreadable;

    public string Directory => directory;

    /// <summary>Waits until so many events are in the files, or nothing new has come for a minute.</summary>
    public async Task<LakeContents> WaitForAsync(int events, CancellationToken ct)
    {
        var appeared = new SemaphoreSlim(0);
        System.IO.Directory.CreateDirectory(directory);
        using var watcher = new FileSystemWatcher(directory) { IncludeSubdirectories = true };
        watcher.Created += (_, _) => appeared.Release();
        watcher.Renamed += (_, _) => appeared.Release();
        watcher.EnableRaisingEvents = true;
        while (true)
        {
            TakeNewFiles();
            if (_lines >= events) return new LakeContents(_seen.Count, _lines, _numbers.Count, _unreadable);

            // A new folder may hold files of which no event told, so that a look follows every second too.
            var since = _seen.Count;
            for (var waited = TimeSpan.Zero; _seen.Count == since; waited += TimeSpan.FromSeconds(1))
            {
                await appeared.WaitAsync(TimeSpan.FromSeconds(1), ct);
                TakeNewFiles();
                if (waited > Patience) return new LakeContents(_seen.Count, _lines, _numbers.Count, _unreadable);
            }
        }
    }

    private void TakeNewFiles()
    {
        foreach (var path in System.IO.Directory.EnumerateFiles(directory, "*.gz", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (!_seen.Add(path)) continue;
            var before = _lines;
            TakeLines(path);
            AnsiConsole.MarkupLineInterpolated(
                CultureInfo.InvariantCulture,
                $"  {Path.GetRelativePath(directory, path)}  {_lines - before} events, {new FileInfo(path).Length / 1024.0:0.0} KiB");
        }
    }

    private void TakeLines(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            _lines++;
            try
            {
                using var document = JsonDocument.Parse(line);
                _numbers.Add(document.RootElement.GetProperty("line").GetInt32());
            }
            catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                _unreadable++;
            }
        }
    }
}
