using System.Text;
using Hydrant.Wire.Shapes;
using Microsoft.AspNetCore.Http;

namespace Hydrant.Wire.Dispatch;

/// <summary>Writes errors: in the request's encoding where it has one, as XML where the request is not of this protocol.</summary>
internal static class ErrorBodies
{
    private const string CoralError = """{"Output":{"__type":"com.amazon.coral.service#NAME"},"Version":"1.0"}""";

    public static Task WriteAsync(HttpResponse response, WireError error, WireFormat format)
    {
        using var writer = new WireWriter(format);
        writer.StartMap();
        writer.Name("__type"u8);
        writer.String(error.Type);
        if (error.Message is not null)
        {
            writer.Name(Encoding.ASCII.GetBytes(error.MessageKey));
            writer.String(error.Message);
        }

        writer.EndMap();
        return WriteAsync(response, error.Status, MediaType.Of(format), writer.Written.ToArray());
    }

    /// <summary>The envelope of plain <c>application/json</c>, a protocol these services do not offer.</summary>
    public static Task WriteCoralAsync(HttpResponse response, string name, int status) => WriteAsync(
        response, status, MediaType.PlainJson, Encoding.ASCII.GetBytes(CoralError.Replace("NAME", name, StringComparison.Ordinal)));

    public static Task WriteUnauthorizedXmlAsync(HttpResponse response) => WriteAsync(
        response, StatusCodes.Status403Forbidden, null,
        "<AccessDeniedException>\n  <Message>Unable to determine service/operation name to be authorized</Message>\n</AccessDeniedException>\n"u8.ToArray());

    public static Task WriteUnknownXmlAsync(HttpResponse response) => WriteAsync(
        response, StatusCodes.Status404NotFound, null, "<UnknownOperationException/>\n"u8.ToArray());

    public static Task WriteEmptyAsync(HttpResponse response, int status) => WriteAsync(response, status, null, []);

    private static Task WriteAsync(HttpResponse response, int status, string? type, byte[] body)
    {
        response.StatusCode = status;
        response.ContentType = type;
        response.ContentLength = body.Length;
        return body.Length == 0 ? Task.CompletedTask : response.Body.WriteAsync(body, 0, body.Length);
    }
}
