using Hydrant.Wire.EventStreams;
using Hydrant.Wire.Shapes;

namespace Hydrant.Wire.Dispatch;

/// <summary>What an operation answers with: one body, or a stream of events. Exactly one of the two is there, or neither.</summary>
/// <param name="Body">The body, whole.</param>
/// <param name="Events">The source of the events that follow the status line.</param>
internal readonly record struct WireAnswer(WireWriter? Body, IEventSource? Events)
{
    /// <summary>Status 200 and nothing else.</summary>
    public static readonly WireAnswer Nothing;

    public static WireAnswer Of(WireWriter body) => new(body, null);

    public static WireAnswer Of(IEventSource events) => new(null, events);
}
