using System.Runtime.CompilerServices;
using Hydrant.Storage;

namespace Hydrant.Simulation.Compaction;

/// <summary>
/// A store as a job sees it whose machine dies: from some call on nothing it asks for is done, but the last one may have
/// been done without its answer. For one seeded thread.
/// </summary>
internal sealed class DyingStore(IObjectStore inner, int calls, Random random) : IObjectStore
{
    private int _left = calls;

    public void Kill() => _left = Math.Min(_left, 0);

    public async ValueTask<IObjectWriter> CreateAsync(ObjectKey key, ObjectMetadata metadata, CancellationToken ct) =>
        new Writer(this, await CallAsync(inner.CreateAsync(key, metadata, ct)));

    public ValueTask<Stream> OpenReadAsync(ObjectKey key, CancellationToken ct) => CallAsync(inner.OpenReadAsync(key, ct));

    public ValueTask<Stream> OpenRangeAsync(ObjectKey key, long offset, long length, CancellationToken ct) =>
        CallAsync(inner.OpenRangeAsync(key, offset, length, ct));

    public ValueTask<ObjectInfo?> FindAsync(ObjectKey key, CancellationToken ct) => CallAsync(inner.FindAsync(key, ct));

    public async IAsyncEnumerable<ObjectInfo> ListAsync(string bucket, string prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var found in inner.ListAsync(bucket, prefix, ct))
        {
            Live();
            yield return found;
        }
    }

    public async ValueTask DeleteAsync(ObjectKey key, CancellationToken ct)
    {
        Mutate();
        await inner.DeleteAsync(key, ct);
        Live();
    }

    private async ValueTask<T> CallAsync<T>(ValueTask<T> call)
    {
        var answer = await call;
        Live();
        return answer;
    }

    // The last change may come through though nobody hears of it.
    private void Mutate()
    {
        if (_left < 0 || (_left == 0 && random.Next(2) == 0)) Die();
    }

    private void Live()
    {
        if (_left-- <= 0) Die();
    }

    private void Die()
    {
        _left = -1;
        throw new StorageException(StorageFaultKind.Unavailable, "The job is dead.");
    }

    private sealed class Writer(DyingStore store, IObjectWriter writer) : IObjectWriter
    {
        public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
        {
            store.Live();
            await writer.WriteAsync(bytes, ct);
        }

        public async ValueTask CompleteAsync(CancellationToken ct)
        {
            store.Mutate();
            await writer.CompleteAsync(ct);
            store.Live();
        }

        public ValueTask DisposeAsync() => writer.DisposeAsync();
    }
}
