using Hydrant.Storage.Batches;

namespace Hydrant.Storage.Catalog;

/// <summary>
/// The catalogue as records of a log of its own, beside those of the shards: one sync serves both, and recovery is the
/// log's. Documents live in memory; a change shows once it is durable. When the log has grown well beyond what lives, all
/// documents are written again at its end and the rest is trimmed. Safe from any thread.
/// </summary>
public sealed class LogCatalogStore : ICatalogStore
{
    private const long RewriteAtLeast = 1024 * 1024;
    private const int RewriteFactor = 4;
    private const int MaxAppend = 4 * 1024 * 1024;
    private static readonly ReadLimit Page = new(10_000, 1024 * 1024);

    private readonly IShardLog _log;
    private readonly SortedDictionary<string, CatalogDocument> _documents = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private Task _last = Task.CompletedTask;
    private long _version;
    private long _liveBytes;
    private long _writtenBytes;

    private LogCatalogStore(IShardLog log) => _log = log;

    /// <summary>Reads the catalogue from its log.</summary>
    /// <exception cref="StorageException">Corrupt or Unavailable.</exception>
    public static async Task<LogCatalogStore> OpenAsync(ILogStore logs, CancellationToken ct)
    {
        var store = new LogCatalogStore(logs.Open(ShardKey.Catalog));
        var bounds = store._log.Bounds;
        for (var at = bounds.First; at < bounds.Tail;)
        {
            using var page = await store._log.ReadAsync(at, Page, ct);
            foreach (var record in page) store.Apply(CatalogEntry.Read(record));
            at = page.Next;
        }

        return store;
    }

    public ValueTask<CatalogDocument?> GetAsync(string key, CancellationToken ct)
    {
        lock (_gate) return ValueTask.FromResult(_documents.GetValueOrDefault(key));
    }

    public ValueTask<IReadOnlyList<CatalogDocument>> ListAsync(string prefix, CancellationToken ct)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<CatalogDocument>>(
                [.. _documents.Values.Where(document => document.Key.StartsWith(prefix, StringComparison.Ordinal))]);
        }
    }

    public async ValueTask<CatalogVersion?> PutAsync(
        string key, ReadOnlyMemory<byte> body, CatalogVersion expected, CancellationToken ct)
    {
        var kept = body.ToArray(); // The caller may use its memory again; the document lives on.
        return await InTurnAsync(async () =>
        {
            if (VersionOf(key) != expected) return (CatalogVersion?)null;
            var entry = new CatalogEntry(CatalogEntryKind.Put, key, _version + 1, kept);
            await WriteAsync(entry);
            return new CatalogVersion(entry.DocumentVersion);
        });
    }

    public async ValueTask<bool> DeleteAsync(string key, CatalogVersion expected, CancellationToken ct) =>
        await InTurnAsync(async () =>
        {
            if (expected == CatalogVersion.None || VersionOf(key) != expected) return false;
            await WriteAsync(new CatalogEntry(CatalogEntryKind.Delete, key, _version + 1, default));
            return true;
        });

    // Changes queue up behind each other: what a comparison saw must still hold when its write is durable.
    private async Task<T> InTurnAsync<T>(Func<Task<T>> change)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task before;
        lock (_gate) (before, _last) = (_last, mine.Task);
        await before;
        try
        {
            return await change();
        }
        finally
        {
            mine.SetResult();
        }
    }

    private CatalogVersion VersionOf(string key)
    {
        lock (_gate) return _documents.TryGetValue(key, out var found) ? found.Version : CatalogVersion.None;
    }

    private async Task WriteAsync(CatalogEntry entry)
    {
        using (var buffer = new RecordBuffer(entry.Size + 256, records: 1))
        {
            entry.AddTo(buffer);
            await _log.AppendAsync(buffer, CancellationToken.None);
        }

        Apply(entry);
        if (_writtenBytes > Math.Max(RewriteAtLeast, _liveBytes * RewriteFactor)) await RewriteAsync();
    }

    private void Apply(CatalogEntry entry)
    {
        lock (_gate)
        {
            _version = Math.Max(_version, entry.DocumentVersion);
            _writtenBytes += SizeOf(entry.Key, entry.Body.Length);
            if (entry.Kind == CatalogEntryKind.Counter) return;

            if (_documents.Remove(entry.Key, out var old)) _liveBytes -= SizeOf(old.Key, old.Body.Length);
            if (entry.Kind == CatalogEntryKind.Delete) return;

            _documents[entry.Key] = new CatalogDocument(entry.Key, entry.Body, new CatalogVersion(entry.DocumentVersion));
            _liveBytes += SizeOf(entry.Key, entry.Body.Length);
        }
    }

    // What lives is whole behind `start` before anything in front of it goes. A failure leaves both, which is as good.
    private async Task RewriteAsync()
    {
        List<CatalogDocument> live;
        lock (_gate) live = [.. _documents.Values];
        var start = _log.Bounds.Tail;
        try
        {
            using var buffer = new RecordBuffer(64 * 1024, live.Count + 1);
            new CatalogEntry(CatalogEntryKind.Counter, "", _version, default).AddTo(buffer);
            foreach (var document in live)
            {
                var entry = new CatalogEntry(CatalogEntryKind.Put, document.Key, document.Version.Value, document.Body);
                if (buffer.Length + entry.Size > MaxAppend) await FlushAsync(buffer);
                entry.AddTo(buffer);
            }

            await FlushAsync(buffer);
            await _log.TrimAsync(start, CancellationToken.None);
            lock (_gate) _writtenBytes = _liveBytes;
        }
        catch (StorageException)
        {
            // The change that led here is durable; the next one tries again.
        }
    }

    private async Task FlushAsync(RecordBuffer buffer)
    {
        if (buffer.Count == 0) return;
        await _log.AppendAsync(buffer, CancellationToken.None);
        buffer.Clear();
    }

    private static long SizeOf(string key, int body) => RecordBatchFrame.HeaderSize + RecordBuffer.HeaderSize + key.Length + 16 + body;
}
