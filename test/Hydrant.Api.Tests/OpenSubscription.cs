using System.IO.Pipelines;
using Hydrant.Testing.EventStreams;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Hydrant.Api.Tests;

/// <summary>A client of SubscribeToShard without a socket. It holds back nothing and reads one message at a time.</summary>
internal sealed class OpenSubscription : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly CancellationTokenSource _gone = new();
    private readonly HttpContext _context;
    private readonly Pipe _pipe = new();
    private readonly EventStreamReader _reader;
    private Task _server = Task.CompletedTask;

    private OpenSubscription(HttpContext context)
    {
        _context = context;
        _reader = new EventStreamReader(_pipe.Reader.AsStream());
    }

    public int Status => _context.Response.StatusCode;

    public string? ContentType => _context.Response.ContentType;

    /// <summary>The error, when it was refused.</summary>
    public string Error { get; private set; } = "";

    /// <summary>Bytes the server has written and the client has not read.</summary>
    public long Unread
    {
        get
        {
            if (!_pipe.Reader.TryRead(out var read)) return 0;
            _pipe.Reader.AdvanceTo(read.Buffer.Start);
            return read.Buffer.Length;
        }
    }

    public static async Task<OpenSubscription> OpenAsync(HttpContext context, Func<HttpContext, Task> server)
    {
        var opened = new OpenSubscription(context);
        context.Features.Set<IHttpRequestLifetimeFeature>(new Lifetime(opened._gone));
        context.Response.Body = opened._pipe.Writer.AsStream();
        opened._server = ServeAsync();
        var first = await opened._pipe.Reader.ReadAtLeastAsync(1);
        opened._pipe.Reader.AdvanceTo(first.Buffer.Start);
        if (opened.Status == 200)
        {
            (await opened.NextAsync())!.Type.ShouldBe("initial-response");
            return opened;
        }

        opened.Error = await new StreamReader(opened._pipe.Reader.AsStream()).ReadToEndAsync();
        return opened;

        async Task ServeAsync()
        {
            await server(context);
            if (!opened._gone.IsCancellationRequested) await context.Response.BodyWriter.CompleteAsync();
            await opened._pipe.Writer.CompleteAsync();
        }
    }

    /// <summary>The next message; null when the server has ended the stream.</summary>
    public async Task<EventStreamMessage?> NextAsync()
    {
        using var late = new CancellationTokenSource(Patience);
        return await _reader.ReadAsync(late.Token);
    }

    /// <summary>The data of the next records, as many as asked for, from as many events as it takes.</summary>
    public async Task<List<string>> NextDataAsync(int count)
    {
        var data = new List<string>();
        while (data.Count < count)
        {
            var records = (await NextAsync())!.Json.GetProperty("Records").EnumerateArray();
            data.AddRange(records.Select(record => System.Text.Encoding.UTF8.GetString(record.GetProperty("Data").GetBytesFromBase64())));
        }

        return data;
    }

    /// <summary>The client vanishes; completes when the server has noticed.</summary>
    public async Task LeaveAsync()
    {
        await _gone.CancelAsync();
        await _server.WaitAsync(Patience);
    }

    /// <summary>Completes when the server has done with the client, of its own.</summary>
    public Task GoneAsync() => _server.WaitAsync(Patience);

    public async ValueTask DisposeAsync()
    {
        await LeaveAsync();
        _gone.Dispose();
    }

    private sealed class Lifetime(CancellationTokenSource gone) : IHttpRequestLifetimeFeature
    {
        public CancellationToken RequestAborted { get; set; } = gone.Token;

        public void Abort() => gone.Cancel();
    }
}
