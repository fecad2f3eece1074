using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Hydrant.Wire.Listening;

/// <summary>
/// Lets HTTP/1.1 and HTTP/2 share a port in clear text. Kestrel chooses between them by what TLS negotiated; this
/// middleware looks at the first bytes of a connection and, when they are the HTTP/2 preface, presents <c>h2</c> as if
/// it had been negotiated. The server must allow alternate schemes, because clients will say <c>http</c>.
/// </summary>
public static class Http2PriorKnowledge
{
    private static ReadOnlySpan<byte> Preface => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8;

    // The server's own time limits begin where this ends.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static async Task DetectAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        bool isHttp2;
        using (var late = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed))
        {
            late.CancelAfter(Patience);
            isHttp2 = await StartsWithPrefaceAsync(connection.Transport.Input, late.Token);
            if (late.IsCancellationRequested)
            {
                connection.Abort();
                return;
            }
        }

        if (isHttp2)
        {
            connection.Features.Set<ITlsConnectionFeature>(ClearText.Instance);
            connection.Features.Set<ITlsApplicationProtocolFeature>(ClearText.Instance);
        }

        await next(connection);
    }

    private static async ValueTask<bool> StartsWithPrefaceAsync(PipeReader input, CancellationToken closed)
    {
        while (true)
        {
            ReadResult read;
            try
            {
                read = await input.ReadAsync(closed);
            }
            catch (OperationCanceledException)
            {
                return false;
            }

            var (decided, isPreface) = Compare(read.Buffer);
            decided |= read.IsCompleted || read.IsCanceled;

            // Nothing is consumed: the protocol reads the same bytes again. Until it is decided, all was looked at.
            input.AdvanceTo(read.Buffer.Start, decided ? read.Buffer.Start : read.Buffer.End);
            if (decided) return isPreface;
        }
    }

    private static (bool Decided, bool IsPreface) Compare(ReadOnlySequence<byte> buffer)
    {
        Span<byte> start = stackalloc byte[Preface.Length];
        var length = (int)Math.Min(buffer.Length, start.Length);
        buffer.Slice(0, length).CopyTo(start);
        if (!Preface.StartsWith(start[..length])) return (true, false);
        return length == Preface.Length ? (true, true) : (false, false);
    }

    private sealed class ClearText : ITlsConnectionFeature, ITlsApplicationProtocolFeature
    {
        public static readonly ClearText Instance = new();

        public ReadOnlyMemory<byte> ApplicationProtocol { get; } = "h2"u8.ToArray();

        public X509Certificate2? ClientCertificate { get; set; }

        public Task<X509Certificate2?> GetClientCertificateAsync(CancellationToken cancellationToken) =>
            Task.FromResult<X509Certificate2?>(null);
    }
}
