using Hydrant.Core;

namespace Hydrant.Delivery.Buffering;

/// <summary>When a buffer is delivered: at the first of both.</summary>
/// <param name="Size">It holds so much data, before compression.</param>
/// <param name="Interval">Its oldest record arrived so long ago; zero for at once.</param>
public readonly record struct BufferingHints(ByteSize Size, TimeSpan Interval);
