namespace Hydrant.Storage.Segments.Disk;

/// <summary>
/// One thread for the calls that wait for the device, so that no thread of the pool does. Work is done in the order in
/// which it comes; there is little of it, because commits are grouped.
/// </summary>
internal sealed class DiskThread : IDisposable
{
    private readonly Queue<(Action Work, TaskCompletionSource Done)> _queue = new();
    private readonly Thread _thread;
    private bool _stopped;

    public DiskThread(string name)
    {
        _thread = new Thread(Run) { IsBackground = true, Name = name };
        _thread.Start();
    }

    public ValueTask RunAsync(Action work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_queue)
        {
            if (_stopped) throw new StorageException(StorageFaultKind.Closed, "The disk was closed.");
            _queue.Enqueue((work, done));
            Monitor.Pulse(_queue);
        }

        return new ValueTask(done.Task);
    }

    public void Dispose()
    {
        lock (_queue)
        {
            _stopped = true;
            Monitor.Pulse(_queue);
        }

        _thread.Join();
    }

    private void Run()
    {
        while (true)
        {
            (Action Work, TaskCompletionSource Done) next;
            lock (_queue)
            {
                while (_queue.Count == 0)
                {
                    if (_stopped) return;
                    Monitor.Wait(_queue);
                }

                next = _queue.Dequeue();
            }

            try
            {
                next.Work();
                next.Done.SetResult();
            }
            catch (Exception failure)
            {
                next.Done.SetException(DiskFailure.Of(failure));
            }
        }
    }
}
