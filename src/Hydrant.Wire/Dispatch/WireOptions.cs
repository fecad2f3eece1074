using Hydrant.Core;

namespace Hydrant.Wire.Dispatch;

/// <summary>What one server takes from its clients at most.</summary>
public sealed record WireOptions
{
    /// <summary>Largest body of one request: PutRecords may carry 10 MiB, which base64 makes a third larger.</summary>
    public ByteSize MaxRequestSize { get; init; } = ByteSize.MiB(16);

    /// <summary>All bodies that are being read or worked on, and large answers on their way, together; beyond it 503.</summary>
    public ByteSize MaxRequestMemory { get; init; } = ByteSize.MiB(256);

    public IEnumerable<string> Mistakes()
    {
        if (MaxRequestSize < ByteSize.MiB(1)) yield return $"MaxRequestSize must be at least 1 MiB, not {MaxRequestSize}.";
        if (MaxRequestSize > ByteSize.MiB(64)) yield return $"MaxRequestSize must be at most 64 MiB, not {MaxRequestSize}.";
        if (MaxRequestMemory < MaxRequestSize)
            yield return $"MaxRequestMemory must be at least MaxRequestSize ({MaxRequestSize}), not {MaxRequestMemory}.";
    }
}
