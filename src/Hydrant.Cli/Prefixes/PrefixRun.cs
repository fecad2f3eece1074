using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hydrant.Cli.Client;
using Hydrant.Destinations.S3.Preview;

namespace Hydrant.Cli.Prefixes;

/// <summary>Asks for the preview, here or of a server, and prints it.</summary>
internal static class PrefixRun
{
    private const string Path = "/_hydrant/prefix";
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<int> RunAsync(PrefixOptions options, CancellationToken ct)
    {
        try
        {
            var request = await PrefixRequest.WriteAsync(options, Console.In, ct);
            var answer = options.Stream is null ? await AnswerAsync(request, ct) : await AskAsync(options.Server, request, ct);
            if (options.IsJson) await Console.Out.WriteLineAsync(System.Text.Encoding.UTF8.GetString(answer.Span));
            else PrefixReport.Print(answer, Console.Out);
            return 0;
        }
        catch (Exception failure) when (failure is InvalidOperationException or AwsException or HttpRequestException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"hydrant prefix: {failure.Message}");
            return 1;
        }
    }

    /// <summary>The answer, made here.</summary>
    /// <exception cref="InvalidOperationException">The request breaks a rule.</exception>
    internal static async Task<ReadOnlyMemory<byte>> AnswerAsync(ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        var request = KeyPreviewJson.Read(body, find: null, TimeProvider.System.GetUtcNow());
        if (!request.Ok) throw new InvalidOperationException(request.Fault.Message);
        var answer = await KeyPreview.ShowAsync(request.Value, TimeProvider.System, ct);
        if (!answer.Ok) throw new InvalidOperationException(answer.Fault.Message);

        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Readable))
        {
            json.WriteStartObject();
            KeyPreviewJson.Write(json, answer.Value);
            json.WriteEndObject();
        }

        return bytes.WrittenMemory;
    }

    // The server says what is wrong in the same words.
    private static async Task<ReadOnlyMemory<byte>> AskAsync(Uri server, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        using var client = new HttpClient();
        using var content = new ReadOnlyMemoryContent(body);
        using var answer = await client.PostAsync(new Uri(server, Path), content, ct);
        return await PageAnswer.BytesAsync(answer, ct);
    }
}
