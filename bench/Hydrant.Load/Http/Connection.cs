using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Hydrant.Load.Http;

/// <summary>One keep-alive connection that sends prepared bytes and reads the answer; no more HTTP than that needs.</summary>
internal sealed class Connection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[64 * 1024];

    public async Task ConnectAsync(int port) => await _socket.ConnectAsync(IPAddress.Loopback, port);

    /// <summary>Sends a request; returns the status and the body, which is valid until the next call.</summary>
    public async ValueTask<(int Status, ReadOnlyMemory<byte> Body)> SendAsync(ReadOnlyMemory<byte> request)
    {
        while (request.Length > 0) request = request[await _socket.SendAsync(request)..];

        var filled = 0;
        while (true)
        {
            if (filled == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(filled));
            if (read == 0) throw new IOException("The server closed the connection.");
            filled += read;

            var end = _buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
            if (end < 0) continue;
            var (status, length) = ParseHead(_buffer.AsSpan(0, end));
            var start = end + 4;
            if (length < 0) length = await ReadChunkedAsync(start, filled);
            else filled = await FillAsync(start + length, filled);
            return (status, _buffer.AsMemory(start, length));
        }
    }

    public void Dispose() => _socket.Dispose();

    internal static (int Status, int Length) ParseHead(ReadOnlySpan<byte> head)
    {
        var text = Encoding.ASCII.GetString(head);
        var status = int.Parse(text.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture);
        const string name = "\r\ncontent-length:";
        var at = text.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return (status, -1);
        var end = text.IndexOf('\r', at + name.Length);
        var value = end < 0 ? text[(at + name.Length)..] : text[(at + name.Length)..end];
        return (status, int.Parse(value.AsSpan().Trim(), System.Globalization.CultureInfo.InvariantCulture));
    }

    private async ValueTask<int> FillAsync(int wanted, int filled)
    {
        if (_buffer.Length < wanted) Array.Resize(ref _buffer, wanted);
        while (filled < wanted)
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(filled, wanted - filled));
            if (read == 0) throw new IOException("The server closed the connection.");
            filled += read;
        }

        return filled;
    }

    // Peers answer small things in chunks; it is enough to know where they end.
    private async ValueTask<int> ReadChunkedAsync(int start, int filled)
    {
        while (!_buffer.AsSpan(start, filled - start).EndsWith("0\r\n\r\n"u8))
        {
            if (filled == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(filled));
            if (read == 0) throw new IOException("The server closed the connection.");
            filled += read;
        }

        return filled - start;
    }
}
