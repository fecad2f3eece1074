using System.Runtime.CompilerServices;
using Hydrant.Storage;

namespace Hydrant.Testing.Simulated;

/// <summary>
/// Buckets in memory behind a bad network: calls take a while, fail, and sometimes fail though they were heard. Objects
/// survive every crash; uploads that were not completed survive none. For one seeded thread.
/// </summary>
public sealed class SimulatedObjectStore(int seed) : IObjectStore
{
    private readonly Random _random = new(seed);
    private readonly Dictionary<string, DateTimeOffset> _times = new(StringComparer.Ordinal);
    private int _boot;

    /// <summary>What objects are dated by.</summary>
    public TimeProvider Clock { get; init; } = new SimulatedClock();

    /// <summary>Objects of a page of a listing.</summary>
    public int PageObjects { get; init; } = 1_000;

    /// <summary>One in so many calls fails; 0: none.</summary>
    public int FailureOneIn { get; set; }

    /// <summary>What is there.</summary>
    public SortedDictionary<string, byte[]> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>Keys that were written again with other bytes than before; a delivery must never do that.</summary>
    public List<string> Changed { get; } = [];

    /// <summary>Every upload under way is dead.</summary>
    public void Crash() => _boot++;

    public async ValueTask<IObjectWriter> CreateAsync(ObjectKey key, ObjectMetadata metadata, CancellationToken ct)
    {
        await CallAsync(_boot, ct);
        return new Writer(this, key.ToString());
    }

    public async ValueTask<Stream> OpenReadAsync(ObjectKey key, CancellationToken ct)
    {
        await CallAsync(_boot, ct);
        return Objects.TryGetValue(key.ToString(), out var bytes)
            ? new MemoryStream(bytes, writable: false)
            : throw new StorageException(StorageFaultKind.NotFound, $"There is no {key}.");
    }

    public async ValueTask<Stream> OpenRangeAsync(ObjectKey key, long offset, long length, CancellationToken ct)
    {
        await CallAsync(_boot, ct);
        if (!Objects.TryGetValue(key.ToString(), out var bytes))
            throw new StorageException(StorageFaultKind.NotFound, $"There is no {key}.");
        var first = (int)Math.Min(offset, bytes.Length);
        return new MemoryStream(bytes, first, (int)Math.Min(length, bytes.Length - first), writable: false);
    }

    public async ValueTask<ObjectInfo?> FindAsync(ObjectKey key, CancellationToken ct)
    {
        await CallAsync(_boot, ct);
        return Objects.TryGetValue(key.ToString(), out var bytes) ? InfoOf(key, bytes) : null;
    }

    public async IAsyncEnumerable<ObjectInfo> ListAsync(string bucket, string prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        for (string? after = null; ;)
        {
            await CallAsync(_boot, ct);
            var page = Objects
                .Where(found => found.Key.StartsWith($"{bucket}/{prefix}", StringComparison.Ordinal)
                    && (after is null || string.CompareOrdinal(found.Key, after) > 0))
                .Take(PageObjects).ToArray();
            foreach (var (name, bytes) in page) yield return InfoOf(new ObjectKey(bucket, name[(bucket.Length + 1)..]), bytes);
            if (page.Length < PageObjects) yield break;
            after = page[^1].Key;
        }
    }

    public async ValueTask DeleteAsync(ObjectKey key, CancellationToken ct)
    {
        await CallAsync(_boot, ct);
        Objects.Remove(key.ToString());
    }

    private ObjectInfo InfoOf(ObjectKey key, byte[] bytes) =>
        new(key, bytes.Length, null) { Modified = _times.GetValueOrDefault(key.ToString()) };

    private async ValueTask CallAsync(int boot, CancellationToken ct)
    {
        for (var i = _random.Next(4); i > 0; i--) await Task.Yield();
        ct.ThrowIfCancellationRequested();
        if (boot != _boot || (FailureOneIn > 0 && _random.Next(FailureOneIn) == 0))
            throw new StorageException(StorageFaultKind.Unavailable, "The simulated network failed.");
    }

    private sealed class Writer(SimulatedObjectStore store, string name) : IObjectWriter
    {
        private readonly MemoryStream _bytes = new();
        private readonly int _boot = store._boot;

        public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
        {
            await store.CallAsync(_boot, ct);
            _bytes.Write(bytes.Span);
        }

        public async ValueTask CompleteAsync(CancellationToken ct)
        {
            await store.CallAsync(_boot, ct);
            var bytes = _bytes.ToArray();
            if (store.Objects.TryGetValue(name, out var before) && !before.AsSpan().SequenceEqual(bytes)) store.Changed.Add(name);
            store.Objects[name] = bytes;
            store._times[name] = store.Clock.GetUtcNow();
            await store.CallAsync(_boot, ct); // The answer may be lost, too.
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
