using Hydrant.Core;
using Microsoft.AspNetCore.Http;

namespace Hydrant.Wire.Dispatch;

/// <summary>The headers that every answer has (docs/specs/wire.md, answers).</summary>
internal static class ResponseHeaders
{
    private const int ExtendedIdBytes = 72;

    public static void AddIds(HttpResponse response, IIdSource ids)
    {
        response.Headers["x-amzn-RequestId"] = ids.NewGuid().ToString("D");
        Span<byte> random = stackalloc byte[ExtendedIdBytes];
        ids.Fill(random);
        response.Headers["x-amz-id-2"] = Convert.ToBase64String(random);
    }

    public static void AddRequestId(HttpResponse response, IIdSource ids) =>
        response.Headers["x-amzn-RequestId"] = ids.NewGuid().ToString("D");

    /// <summary>What a browser needs to be allowed to read the answer.</summary>
    public static void AddCors(HttpRequest request, HttpResponse response)
    {
        if (!request.Headers.ContainsKey("Origin")) return;
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.AccessControlExposeHeaders =
            "x-amzn-RequestId,x-amzn-ErrorType,x-amz-request-id,x-amz-id-2,x-amzn-ErrorMessage,Date";
    }

    /// <summary>The answer to a browser's question whether it may send the request.</summary>
    public static void AddPreflight(HttpRequest request, HttpResponse response)
    {
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.AccessControlMaxAge = "172800";
        Echo(request.Headers.AccessControlRequestHeaders, "Access-Control-Allow-Headers");
        Echo(request.Headers.AccessControlRequestMethod, "Access-Control-Allow-Methods");

        void Echo(Microsoft.Extensions.Primitives.StringValues asked, string name)
        {
            if (asked.Count > 0) response.Headers[name] = asked;
        }
    }
}
