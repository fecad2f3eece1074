using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

// What the framework alone can do with the same requests: read the body, parse it, decode every record, hash every key,
// send an answer of the right size. No signature, no shard, no log, no disk.
var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Limits.MaxRequestBodySize = 16 * 1024 * 1024;
}).UseUrls(args is ["--listen", var url, ..] ? url : "http://127.0.0.1:4600");
if (args is [_, _, "--page", var page]) Canned.Page = File.ReadAllBytes(page);
var app = builder.Build();
app.Run(AnswerAsync);
await app.StartAsync();
Console.WriteLine("The ceiling listens");
await app.WaitForShutdownAsync();

static async Task AnswerAsync(HttpContext context)
{
    if (!HttpMethods.IsPost(context.Request.Method)) return;
    var length = (int)context.Request.ContentLength!.Value;
    var body = ArrayPool<byte>.Shared.Rent(length);
    var filled = 0;
    while (filled < length)
    {
        var read = await context.Request.BodyReader.ReadAsync();
        foreach (var segment in read.Buffer)
        {
            segment.Span.CopyTo(body.AsSpan(filled));
            filled += segment.Length;
        }

        context.Request.BodyReader.AdvanceTo(read.Buffer.End);
    }

    var records = Decode(body.AsSpan(0, length));
    ArrayPool<byte>.Shared.Return(body);
    var answer = Canned.Of(records, context.Request.Headers["X-Amz-Target"].ToString());
    context.Response.Headers["x-amzn-RequestId"] = "5f0ae3ee-4fa7-4b0c-8b0a-0c1d6f5e8a11";
    context.Response.Headers["x-amz-id-2"] = Canned.Id2;
    context.Response.ContentType = "application/x-amz-json-1.1";
    context.Response.ContentLength = answer.Length;
    await context.Response.BodyWriter.WriteAsync(answer);
}

static int Decode(ReadOnlySpan<byte> body)
{
    var decoded = ArrayPool<byte>.Shared.Rent(body.Length);
    var (records, at) = (0, 0);
    Span<byte> hash = stackalloc byte[16];
    var reader = new Utf8JsonReader(body);
    while (reader.Read())
    {
        if (reader.TokenType != JsonTokenType.PropertyName) continue;
        if (reader.ValueTextEquals("Data"u8))
        {
            reader.Read();
            Base64.DecodeFromUtf8(reader.ValueSpan, decoded.AsSpan(at), out _, out var written);
            at += written;
            records++;
        }
        else if (reader.ValueTextEquals("PartitionKey"u8))
        {
            reader.Read();
            MD5.HashData(reader.ValueSpan, hash);
        }
    }

    ArrayPool<byte>.Shared.Return(decoded);
    return records;
}

internal static class Canned
{
    public static readonly string Id2 = new('A', 96);
    private const string Result =
        """{"SequenceNumber":"49646437577108476416916876405825929425585429676275269634","ShardId":"shardId-000000000000"}""";

    private static readonly byte[] One = Encoding.ASCII.GetBytes(Result);
    private static readonly byte[] Empty = "{}"u8.ToArray();

    /// <summary>The answer to every GetRecords.</summary>
    public static byte[] Page { get; set; } = Empty;

    private static readonly byte[][] Many = new byte[501][];

    public static byte[] Of(int records, string target)
    {
        if (target.EndsWith("GetRecords", StringComparison.Ordinal)) return Page;
        if (!target.Contains("PutRecord", StringComparison.Ordinal)) return Empty;
        if (!target.EndsWith('s')) return One;
        return Many[records] ??= Encoding.ASCII.GetBytes(
            $$"""{"FailedRecordCount":0,"Records":[{{string.Join(',', Enumerable.Repeat(Result, records))}}]}""");
    }
}
