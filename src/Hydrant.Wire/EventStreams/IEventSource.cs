using Hydrant.Core;
using Hydrant.Wire.Shapes;

namespace Hydrant.Wire.EventStreams;

/// <summary>
/// An answer that goes on: the events behind an operation's first answer. It is asked for one event at a time, and not
/// before the one before has left for the client, so a client that reads slowly slows its own source and holds one event.
/// Disposed when the client is gone or the stream has ended. One caller at a time.
/// </summary>
public interface IEventSource : IDisposable
{
    /// <summary>What its events are called on the wire.</summary>
    string EventType { get; }

    /// <summary>Cancelled when the stream has ended and its client does not even take the rest; the connection is then cut.</summary>
    CancellationToken Overdue { get; }

    /// <summary>Waits for the next event and writes its payload.</summary>
    /// <returns>
    /// True when an event was written; false when the stream ends, which is no failure; a fault when it ends with one,
    /// which the client finds in the stream.
    /// </returns>
    /// <exception cref="OperationCanceledException">The client is gone.</exception>
    ValueTask<Outcome<bool>> NextAsync(WireWriter payload, CancellationToken ct);
}
