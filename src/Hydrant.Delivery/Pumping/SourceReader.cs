using Hydrant.Core;

namespace Hydrant.Delivery.Pumping;

/// <summary>One pump's share in a log that belongs to its delivery stream.</summary>
internal sealed class SourceReader(SharedSource source)
{
    /// <summary>Guarded by the source.</summary>
    internal LogOffset Done { get; set; }

    /// <summary>Where the pump begins; nothing goes for it.</summary>
    public void At(LogOffset checkpoint) => source.At(this, checkpoint);

    /// <summary>The pump needs nothing below that offset any more.</summary>
    public ValueTask DoneAsync(LogOffset before, CancellationToken ct) => source.DoneAsync(this, before, ct);
}
