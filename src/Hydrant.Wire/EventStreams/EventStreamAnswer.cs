using Hydrant.Core;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;
using Microsoft.AspNetCore.Http;

namespace Hydrant.Wire.EventStreams;

/// <summary>
/// Sends a source's events, each as soon as it is there. What is written is awaited until it left for the client, so
/// there is never more than one event of a stream in memory, and none while the stream is idle. What waits counts against
/// the memory all requests share. Over HTTP/1.1 the body is chunked, over HTTP/2 it is the stream's frames.
/// </summary>
internal sealed class EventStreamAnswer(HttpContext context, WireFormat format, RequestMemory memory)
{
    private const string ContentType = "application/vnd.amazon.eventstream";

    /// <summary>Sends until the source ends or the client is gone.</summary>
    /// <returns>The fault the source ended with, which is still to be sent; null when it just ended.</returns>
    public async ValueTask<Fault?> SendAsync(IEventSource source)
    {
        context.Response.ContentType = ContentType;
        using var payload = new WireWriter(format);
        payload.StartMap();
        payload.EndMap();
        await SendAsync(EventHeaders.Event("initial-response", format), payload);

        var headers = EventHeaders.Event(source.EventType, format);
        while (true)
        {
            var next = await source.NextAsync(payload, context.RequestAborted);
            if (!next.Ok) return next.Fault;
            if (!next.Value) return null;

            var length = payload.Written.Length;
            if (!memory.TryTake(length)) return Fault.Unavailable("Too many clients read too slowly; subscribe again later.");
            try
            {
                await SendAsync(headers, payload);
            }
            finally
            {
                memory.GiveBack(length);
            }
        }
    }

    /// <summary>Says in the stream why it ends.</summary>
    public async ValueTask EndAsync(WireError error)
    {
        using var payload = new WireWriter(format);
        payload.StartMap();
        payload.Name("message"u8);
        payload.String(error.Message ?? "");
        payload.EndMap();

        // Inside a stream the model has InternalFailureException; outside, the protocol's InternalFailure.
        var isInternal = error.Status >= StatusCodes.Status500InternalServerError;
        await SendAsync(EventHeaders.Exception(isInternal ? $"{error.Type}Exception" : error.Type, format), payload);
    }

    private async ValueTask SendAsync(EventHeaders headers, WireWriter payload)
    {
        EventMessage.Write(context.Response.BodyWriter, headers, payload.Written.Span);
        payload.Dispose(); // The memory goes back before the wait, which lasts as long as the client likes.
        var flush = context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        if (flush.IsCompleted) await Task.Yield(); // Whoever reads as fast as this writes lets the others have their turn.
        var flushed = await flush;
        if (flushed.IsCompleted || flushed.IsCanceled) throw new OperationCanceledException("The client is gone.");
    }
}
