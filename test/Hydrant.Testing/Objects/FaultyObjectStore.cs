using Hydrant.Storage;

namespace Hydrant.Testing.Objects;

/// <summary>
/// Another store whose writers fail by a plan, to prove that whoever writes objects loses and doubles nothing. What is
/// read, found, listed and deleted is what the other store has. Safe from any thread.
/// </summary>
/// <param name="kind">What the failures say they are.</param>
public sealed class FaultyObjectStore(
    IObjectStore inner, FaultPlan plan, StorageFaultKind kind = StorageFaultKind.Unavailable) : IObjectStore
{
    public async ValueTask<IObjectWriter> CreateAsync(ObjectKey key, ObjectMetadata metadata, CancellationToken ct)
    {
        var fault = plan.Next();
        if (fault == ObjectFault.OnCreate) throw Thrown(key, "refused");
        return new Writer(this, await inner.CreateAsync(key, metadata, ct), key, fault);
    }

    public ValueTask<Stream> OpenReadAsync(ObjectKey key, CancellationToken ct) => inner.OpenReadAsync(key, ct);

    public ValueTask<Stream> OpenRangeAsync(ObjectKey key, long offset, long length, CancellationToken ct) =>
        inner.OpenRangeAsync(key, offset, length, ct);

    public ValueTask<ObjectInfo?> FindAsync(ObjectKey key, CancellationToken ct) => inner.FindAsync(key, ct);

    public IAsyncEnumerable<ObjectInfo> ListAsync(string bucket, string prefix, CancellationToken ct) =>
        inner.ListAsync(bucket, prefix, ct);

    public ValueTask DeleteAsync(ObjectKey key, CancellationToken ct) => inner.DeleteAsync(key, ct);

    private StorageException Thrown(ObjectKey key, string what) => new(kind, $"Object {key}: {what}, as planned.");

    private sealed class Writer(FaultyObjectStore store, IObjectWriter writer, ObjectKey key, ObjectFault fault) : IObjectWriter
    {
        public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
        {
            if (fault != ObjectFault.MidWrite)
            {
                await writer.WriteAsync(bytes, ct);
                return;
            }

            await writer.WriteAsync(bytes[..(bytes.Length / 2)], ct);
            throw store.Thrown(key, "broken off");
        }

        public async ValueTask CompleteAsync(CancellationToken ct)
        {
            if (fault == ObjectFault.Hang) await CancelledAsync(ct);
            if (fault == ObjectFault.BeforeComplete) throw store.Thrown(key, "not completed");
            await writer.CompleteAsync(ct);
            if (fault == ObjectFault.AfterComplete) throw store.Thrown(key, "completed, but nobody heard of it");
        }

        public ValueTask DisposeAsync() => writer.DisposeAsync();

        private static async Task CancelledAsync(CancellationToken ct)
        {
            var cancelled = new TaskCompletionSource();
            await using var registration = ct.Register(() => cancelled.TrySetCanceled(ct));
            await cancelled.Task;
        }
    }
}
