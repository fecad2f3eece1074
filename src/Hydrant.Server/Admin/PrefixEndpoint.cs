using Hydrant.Core;
using Hydrant.Delivery;
using Hydrant.Delivery.Configuration;
using Hydrant.Destinations.S3.Preview;
using Microsoft.AspNetCore.Http;

namespace Hydrant.Server.Admin;

/// <summary>
/// POST shows the keys that records would get in the lake, for settings or for a delivery stream that is there
/// (docs/operations/prefixes.md). Nothing is put and nothing is called. Only for this machine.
/// </summary>
internal sealed class PrefixEndpoint(DeliveryDirectory deliveries, TimeProvider clock)
{
    public const string Path = "/_hydrant/prefix";
    private const int MaxBodyBytes = 1024 * 1024;

    public Task HandleAsync(HttpContext context)
    {
        if (!AdminAnswers.MayCall(context, isOpen: false))
        {
            return AdminAnswers.RefuseAsync(context, StatusCodes.Status403Forbidden,
                ["Previews are for callers on the server's own machine, and not for pages of browsers."]);
        }

        if (HttpMethods.IsPost(context.Request.Method)) return ShowAsync(context);

        context.Response.Headers.Allow = "POST";
        return AdminAnswers.RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, ["Use POST."]);
    }

    private async Task ShowAsync(HttpContext context)
    {
        var body = new byte[MaxBodyBytes + 1];
        var length = await context.Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, context.RequestAborted);
        if (length > MaxBodyBytes)
        {
            context.Response.Headers.Connection = "close";
            await AdminAnswers.RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, [$"A preview may be asked for with {MaxBodyBytes} bytes."]);
            return;
        }

        var request = KeyPreviewJson.Read(body.AsMemory(0, length), Find, clock.GetUtcNow());
        var answer = request.Ok ? await KeyPreview.ShowAsync(request.Value, clock, context.RequestAborted) : request.Fault;
        if (answer.Ok) await AdminAnswers.WriteAsync(context, StatusCodes.Status200OK, json => KeyPreviewJson.Write(json, answer.Value));
        else await AdminAnswers.RefuseAsync(context, StatusCodes.Status400BadRequest, [answer.Fault.Message]);
    }

    private Outcome<DeliveryStreamState> Find(string nameOrArn)
    {
        var found = DeliveryStreamNames.Find(deliveries, nameOrArn);
        return found.Ok ? found.Value.Now : found.Fault;
    }
}
