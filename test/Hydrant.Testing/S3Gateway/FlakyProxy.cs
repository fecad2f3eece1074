using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Hydrant.Testing.S3Gateway;

/// <summary>
/// Stands before a service and fails at random, the same for the same seed and order of connections: it answers 503, closes a
/// connection in the middle of a request or of an answer, or lets it hang for a while. Every connection ends in the end.
/// </summary>
public sealed class FlakyProxy : IAsyncDisposable
{
    private const int MostBytes = 48 * 1024;
    private static readonly byte[] Unavailable = Encoding.ASCII.GetBytes("HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Uri _service;
    private readonly Random _random;
    private readonly Task _accepting;
    private int _faults;

    public FlakyProxy(Uri service, int seed)
    {
        (_service, _random) = (service, new Random(seed));
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Endpoint => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>How many connections it has spoiled on purpose.</summary>
    public int Faults => _faults;

    /// <summary>From now on it only passes on.</summary>
    public bool IsWell { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                var (kind, budget) = (IsWell ? 9 : _random.Next(8), IsWell ? int.MaxValue : _random.Next(200, MostBytes));
                if (kind <= 2) Interlocked.Increment(ref _faults);
                _ = ServeAsync(client, kind, kind == 1 ? budget % 4096 : budget);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client, int kind, int budget)
    {
        using (client)
        {
            try
            {
                using var service = new TcpClient();
                await service.ConnectAsync(_service.Host, _service.Port, _stopping.Token);
                var (from, to) = (client.GetStream(), service.GetStream());
                if (kind == 0)
                {
                    await from.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, _stopping.Token);
                    await from.WriteAsync(Unavailable, _stopping.Token);
                    return;
                }

                if (kind == 2) await Task.Delay(TimeSpan.FromSeconds(1), _stopping.Token);
                var left = new Budget(budget);
                await Task.WhenAny(PassAsync(from, to, left), PassAsync(to, from, left));
            }
            catch (Exception end) when (end is OperationCanceledException or IOException or SocketException)
            {
                // One of them went away.
            }
        }
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to, Budget left)
    {
        var bytes = new byte[16 * 1024];
        try
        {
            while (await from.ReadAsync(bytes, _stopping.Token) is > 0 and var count)
            {
                var passed = left.Take(count);
                await to.WriteAsync(bytes.AsMemory(0, passed), _stopping.Token);
                if (passed < count) return;
            }
        }
        catch (Exception end) when (end is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // One of them went away.
        }
    }

    private sealed class Budget(int bytes)
    {
        private int _left = bytes;

        public int Take(int count)
        {
            var left = Interlocked.Add(ref _left, -count);
            return left >= 0 ? count : Math.Max(0, count + left);
        }
    }
}
