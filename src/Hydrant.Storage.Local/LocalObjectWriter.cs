using Hydrant.Core;

namespace Hydrant.Storage.Local;

/// <summary>An object on its way: a file in the staging folder until it is complete.</summary>
internal sealed class LocalObjectWriter(LocalObjectStore store, ObjectKey key, ObjectMetadata metadata, FileStream file)
    : IObjectWriter
{
    private bool _ended;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        Invariant.That(!_ended);
        try
        {
            await file.WriteAsync(bytes, ct);
        }
        catch (Exception e) when (LocalFaults.IsOfTheWorld(e))
        {
            throw LocalFaults.Of(key, e);
        }
    }

    public async ValueTask CompleteAsync(CancellationToken ct)
    {
        Invariant.That(!_ended);
        ct.ThrowIfCancellationRequested();
        try
        {
            await file.FlushAsync(ct);

            // A sync has no asynchronous form. It gets a thread of its own, since it waits much longer than starting one takes,
            // and the few of the pool are for those who do not wait.
            await Task.Factory.StartNew(Settle, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        catch (Exception e) when (LocalFaults.IsOfTheWorld(e))
        {
            throw LocalFaults.Of(key, e);
        }

        _ended = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (_ended) return;
        _ended = true;
        try
        {
            await file.DisposeAsync();
        }
        catch (IOException)
        {
            // What was still buffered did not fit on the disk, and nobody wants it any more.
        }

        LocalObjectStore.Discard(file.Name);
    }

    private void Settle()
    {
        file.Flush(flushToDisk: true);
        file.Dispose();
        store.Publish(file.Name, key, metadata);
    }
}
