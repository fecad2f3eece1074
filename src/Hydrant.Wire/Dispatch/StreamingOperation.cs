using Hydrant.Core;
using Hydrant.Wire.EventStreams;
using Hydrant.Wire.Shapes;

namespace Hydrant.Wire.Dispatch;

/// <summary>An operation that answers with a stream of events. Its request is decoded, checked and signed as any other.</summary>
public abstract class StreamingOperation<TRequest, TEvents> : Operation<TRequest>
    where TRequest : class, new()
    where TEvents : class, IEventSource
{
    /// <summary>Runs with a request that holds its constraints. A fault here is an ordinary answer, before any event.</summary>
    public abstract ValueTask<Outcome<TEvents>> HandleAsync(TRequest request, CallContext call, CancellationToken ct);

    private protected sealed override async ValueTask<Outcome<WireAnswer>> AnswerAsync(
        TRequest request, WireFormat format, CallContext call, CancellationToken ct)
    {
        var answer = await HandleAsync(request, call, ct);
        return answer.Ok ? WireAnswer.Of(answer.Value) : answer.Fault;
    }
}
