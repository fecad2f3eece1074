using System.Text.Json;
using Hydrant.Tables.Inference;
using Microsoft.AspNetCore.Http;

namespace Hydrant.Server.Admin;

/// <summary>
/// POST takes records, a JSON object a line, and answers the TableInput of a table that holds them, ready for CreateTable
/// (docs/specs/glue.md). In the query: <c>name</c> of the table, and <c>timestamps=true</c> to find them in texts. Only for
/// this machine.
/// </summary>
internal static class InferEndpoint
{
    public const string Path = "/_hydrant/tables/infer";
    private const int MaxBodyBytes = 16 * 1024 * 1024;

    public static Task HandleAsync(HttpContext context)
    {
        if (!AdminAnswers.MayCall(context, isOpen: false))
        {
            return AdminAnswers.RefuseAsync(context, StatusCodes.Status403Forbidden,
                ["Inference is for callers on the server's own machine, and not for pages of browsers."]);
        }

        if (HttpMethods.IsPost(context.Request.Method)) return InferAsync(context);

        context.Response.Headers.Allow = "POST";
        return AdminAnswers.RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, ["Use POST."]);
    }

    private static async Task InferAsync(HttpContext context)
    {
        if (context.Request.ContentLength > MaxBodyBytes)
        {
            await RefuseLengthAsync(context);
            return;
        }

        using var body = new MemoryStream();
        var part = new byte[64 * 1024];
        while (await context.Request.Body.ReadAsync(part, context.RequestAborted) is > 0 and var count)
        {
            body.Write(part, 0, count);
            if (body.Length <= MaxBodyBytes) continue;
            await RefuseLengthAsync(context);
            return;
        }

        var inference = new SchemaInference(context.Request.Query["timestamps"] == "true");
        var mistakes = Show(inference, body.GetBuffer().AsMemory(0, (int)body.Length));
        if (mistakes.Count == 0 && inference.Records == 0) mistakes.Add("There is no record.");
        if (mistakes.Count > 0)
        {
            await AdminAnswers.RefuseAsync(context, StatusCodes.Status400BadRequest, mistakes);
            return;
        }

        var name = context.Request.Query["name"].ToString();
        await AdminAnswers.WriteAsync(
            context, StatusCodes.Status200OK, json => Write(json, name.Length == 0 ? "inferred" : name, inference));
    }

    private static List<string> Show(SchemaInference inference, ReadOnlyMemory<byte> body)
    {
        const int shown = 10;
        var mistakes = new List<string>();
        for (var line = 1; !body.IsEmpty && mistakes.Count < shown; line++)
        {
            var end = body.Span.IndexOf((byte)'\n');
            var record = end < 0 ? body : body[..end];
            body = end < 0 ? default : body[(end + 1)..];
            if (record.Span.Trim(" \t\r"u8).IsEmpty) continue;
            if (inference.Show(record) is { } mistake) mistakes.Add($"Line {line}: {mistake}");
        }

        return mistakes;
    }

    private static void Write(Utf8JsonWriter json, string name, SchemaInference inference)
    {
        json.WriteString("Name", name.ToLowerInvariant());
        json.WriteStartObject("StorageDescriptor");
        json.WriteStartArray("Columns");
        foreach (var column in inference.Columns)
        {
            json.WriteStartObject();
            json.WriteString("Name", column.Name);
            json.WriteString("Type", column.HiveType);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("InputFormat", "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat");
        json.WriteString("OutputFormat", "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat");
        json.WriteStartObject("SerdeInfo");
        json.WriteString("SerializationLibrary", "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("PartitionKeys");
        json.WriteEndArray();
        json.WriteString("TableType", "EXTERNAL_TABLE");
        json.WriteStartObject("Parameters");
        json.WriteString("classification", "parquet");
        json.WriteEndObject();
    }

    private static Task RefuseLengthAsync(HttpContext context)
    {
        context.Response.Headers.Connection = "close";
        return AdminAnswers.RefuseAsync(
            context, StatusCodes.Status413PayloadTooLarge, [$"Records to infer from may have {MaxBodyBytes} bytes together."]);
    }
}
