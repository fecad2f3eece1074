using Hydrant.Api.Faults;
using Microsoft.AspNetCore.Http;

namespace Hydrant.Server.Admin;

/// <summary>
/// The fault rules over HTTP: GET shows them and what they did, PUT replaces them, DELETE takes them away
/// (docs/operations/faults.md). Only for this machine, unless the operator has said otherwise.
/// </summary>
/// <param name="filter">Where the rules are applied.</param>
/// <param name="isOpen">Whether others than this machine may use it.</param>
internal sealed class FaultsEndpoint(FaultFilter filter, bool isOpen)
{
    public const string Path = "/_hydrant/faults";
    private const int MaxBodyBytes = 64 * 1024;

    public Task HandleAsync(HttpContext context)
    {
        if (!AdminAnswers.MayCall(context, isOpen))
        {
            return AdminAnswers.RefuseAsync(context, StatusCodes.Status403Forbidden,
                ["Fault rules are for callers on the server's own machine, and not for pages of browsers. See the option allow-faults."]);
        }

        if (HttpMethods.IsGet(context.Request.Method)) return ShowAsync(context);
        if (HttpMethods.IsPut(context.Request.Method)) return ReplaceAsync(context);
        if (HttpMethods.IsDelete(context.Request.Method))
        {
            filter.Set(FaultPlan.None);
            return ShowAsync(context);
        }

        context.Response.Headers.Allow = "GET, PUT, DELETE";
        return AdminAnswers.RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, ["Use GET, PUT or DELETE."]);
    }

    private async Task ReplaceAsync(HttpContext context)
    {
        var body = new byte[MaxBodyBytes + 1];
        var length = await context.Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, context.RequestAborted);
        if (length > MaxBodyBytes)
        {
            await AdminAnswers.RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, [$"Rules may have {MaxBodyBytes} bytes."]);
            return;
        }

        var mistakes = new List<string>();
        var plan = FaultPlanJson.Read(body.AsMemory(0, length), mistakes);
        if (mistakes.Count > 0)
        {
            await AdminAnswers.RefuseAsync(context, StatusCodes.Status400BadRequest, mistakes);
            return;
        }

        filter.Set(plan);
        await ShowAsync(context);
    }

    private Task ShowAsync(HttpContext context) => AdminAnswers.WriteAsync(context, StatusCodes.Status200OK, filter.Write);
}
