using System.IO.Compression;
using System.Text;
using Hydrant.Compaction;
using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Testing.Files;

namespace Hydrant.Compliance.Compaction;

/// <summary>Objects of a real store are joined and deleted, and live ones listed. A store's own class opens it and adds nothing else.</summary>
public abstract class CompactionCompliance
{
    private readonly string _bucket = $"c-{Guid.NewGuid():N}";

    /// <summary>The store under test; makes buckets on demand.</summary>
    protected abstract IObjectStore Store { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_prefix_is_compacted_and_lists_the_same_rows()
    {
        var gzip = new ObjectMetadata("application/octet-stream", "gzip");
        for (var i = 0; i < 30; i++) await PutAsync($"p/größe/{i:D2}", Encoding.UTF8.GetBytes($"{i}\n"));
        for (var i = 0; i < 3; i++) await PutAsync($"p/{i}.gz", Gzipped($"{i}\n"), gzip);
        for (var i = 0; i < 3; i++) await PutAsync($"p/{i}.parquet", Golden.Read("parquet", "v1.plain.parquet"));
        for (var i = 0; i < 3; i++) await PutAsync($"p/{i}.orc", Golden.Read("orc", "v1.plain.orc"));
        await PutAsync("q/0", "left alone\n"u8.ToArray());
        await PutAsync("q/1", "left alone\n"u8.ToArray());

        // A store may date by another clock, and to the second.
        var clock = new LaterClock();
        var options = new CompactionOptions { Quiet = TimeSpan.FromMinutes(1), Grace = TimeSpan.Zero };
        var run = new CompactionRun(Store, _bucket, "p/", options, clock, new RandomIdSource(), DateTimeOffset.UnixEpoch);
        await run.RunAsync(Ct);

        var report = run.Report();
        report.Failed.ShouldBeEmpty();
        report.Refused.ShouldBeEmpty();
        (report.Folders, report.Written, report.Sources, report.Deleted).ShouldBe((2, 4, 39, 39));
        var live = new List<ObjectInfo>();
        await foreach (var found in LiveObjects.BelowAsync(Store, _bucket, "", Ct)) live.Add(found);
        live.Count.ShouldBe(6);
        var text = live.Single(found => found.Key.Path.StartsWith("p/größe/29_compacted-", StringComparison.Ordinal));
        using var reader = new StreamReader(await Store.OpenReadAsync(text.Key, Ct));
        (await reader.ReadToEndAsync(Ct)).ShouldBe(string.Concat(Enumerable.Range(0, 30).Select(i => $"{i}\n")));
        var zipped = live.Single(found => found.Key.Path.EndsWith(".gz", StringComparison.Ordinal));
        (await Store.FindAsync(zipped.Key, Ct)).ShouldNotBeNull().Metadata.ShouldBe(gzip);
    }

    private static byte[] Gzipped(string text)
    {
        var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }

    private async Task PutAsync(string path, byte[] bytes, ObjectMetadata? metadata = null)
    {
        await using var writer = await Store.CreateAsync(new ObjectKey(_bucket, path), metadata ?? new ObjectMetadata("application/octet-stream", null), Ct);
        await writer.WriteAsync(bytes, Ct);
        await writer.CompleteAsync(Ct);
    }

    private sealed class LaterClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddMinutes(5);
    }
}
