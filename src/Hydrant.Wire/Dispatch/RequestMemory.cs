using Hydrant.Core;

namespace Hydrant.Wire.Dispatch;

/// <summary>Counts the bytes that all request bodies and large answers hold, so that a crowd of clients cannot take all memory. Thread-safe.</summary>
internal sealed class RequestMemory(ByteSize limit)
{
    private long _held;

    public long Held => Interlocked.Read(ref _held);

    public bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref _held, bytes) <= limit.Bytes) return true;
        Interlocked.Add(ref _held, -bytes);
        return false;
    }

    public void GiveBack(int bytes) => Interlocked.Add(ref _held, -bytes);
}
