using System.Text;
using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Testing.Clock;
using Hydrant.Testing.Simulated;

namespace Hydrant.Compaction.Tests;

/// <summary>A bucket in memory, a clock that is told the time, and runs over the bucket.</summary>
internal sealed class CompactionWorld
{
    public const string Bucket = "lake";

    public static readonly CompactionOptions Eager = new() { Quiet = TimeSpan.Zero, Grace = TimeSpan.Zero };

    public CompactionWorld() => Objects = new SimulatedObjectStore(1) { PageObjects = 3, Clock = Clock };

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public SimulatedObjectStore Objects { get; }

    public IEnumerable<string> Keys => Objects.Objects.Keys.Select(key => key[(Bucket.Length + 1)..])
        .Where(key => !key.EndsWith(FolderDocument.Name, StringComparison.Ordinal));

    public async Task PutAsync(string path, byte[] bytes)
    {
        await using var writer = await Objects.CreateAsync(new ObjectKey(Bucket, path), new ObjectMetadata("application/octet-stream", null), default);
        await writer.WriteAsync(bytes, default);
        await writer.CompleteAsync(default);
    }

    public Task PutAsync(string path, string text) => PutAsync(path, Encoding.UTF8.GetBytes(text));

    public string TextOf(string path) => Encoding.UTF8.GetString(Objects.Objects[$"{Bucket}/{path}"]);

    public CompactionRun Run(CompactionOptions? options = null, string prefix = "") =>
        new(Objects, Bucket, prefix, options ?? Eager, Clock, new RandomIdSource(7), Clock.GetUtcNow().AddDays(-1));

    public async Task<CompactionReport> JoinAsync(CompactionOptions? options = null, string prefix = "")
    {
        var run = Run(options, prefix);
        await run.JoinAsync(default);
        return run.Report();
    }

    public async Task<List<string>> LiveAsync(string prefix = "")
    {
        var keys = new List<string>();
        await foreach (var found in LiveObjects.BelowAsync(Objects, Bucket, prefix, default)) keys.Add(found.Key.Path);
        return keys;
    }
}
