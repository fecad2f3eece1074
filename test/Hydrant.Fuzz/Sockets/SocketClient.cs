using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Hydrant.Fuzz.Sockets;

/// <summary>HTTP/1.1 by hand: sends whatever bytes it is given, and reads answers strictly.</summary>
internal sealed class SocketClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true,
    };

    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _from;
    private int _to;

    public static async Task<SocketClient> ConnectAsync(int port, int? receiveBuffer = null)
    {
        var client = new SocketClient();
        if (receiveBuffer is not null) client._socket.ReceiveBufferSize = receiveBuffer.Value;
        await client._socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
        return client;
    }

    /// <summary>Sends all of it; false when the server has closed the connection meanwhile.</summary>
    public async Task<bool> SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        try
        {
            while (!bytes.IsEmpty) bytes = bytes[await _socket.SendAsync(bytes, ct)..];
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Nothing more will come from here.</summary>
    public void EndSending()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The server was first.
        }
    }

    /// <summary>The next answer; null when the connection ended before its first byte.</summary>
    /// <param name="ct">The deadline.</param>
    /// <param name="isHead">The answer is to a HEAD: its length is that of a body which does not come.</param>
    /// <exception cref="InvalidDataException">It is not an answer of HTTP/1.1, or it ends within.</exception>
    public async Task<SocketAnswer?> ReadAsync(CancellationToken ct, bool isHead = false)
    {
        while (true)
        {
            var line = await LineAsync(mayEnd: true, ct);
            if (line is null) return null;
            var parts = line.Split(' ', 3);
            if (parts.Length < 2 || parts[0] != "HTTP/1.1")
                throw new InvalidDataException($"Not a status line: {line}");
            var status = int.Parse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture);
            var headers = await HeadersAsync(ct);
            if (status == 100) continue;

            var length = headers.GetValueOrDefault("content-length");
            if (headers.ContainsKey("transfer-encoding")) throw new InvalidDataException("Answers have a length.");
            var isEmpty = isHead || status is 204 or 304;
            if (length is null && !isEmpty)
                throw new InvalidDataException($"No length in an answer of status {status}.");
            var body = new byte[isEmpty ? 0 : int.Parse(length!, NumberStyles.None, CultureInfo.InvariantCulture)];
            await FillAsync(body, ct);
            return new SocketAnswer(status, headers, body);
        }
    }

    /// <summary>Reads until the server closes the connection; returns how much there was.</summary>
    public async Task<long> DrainAsync(CancellationToken ct)
    {
        var all = (long)(_to - _from);
        (_from, _to) = (0, 0);
        while (await MoreAsync(ct))
        {
            all += _to;
            (_from, _to) = (0, 0);
        }

        return all;
    }

    public void Dispose() => _socket.Dispose();

    private async Task<Dictionary<string, string>> HeadersAsync(CancellationToken ct)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await LineAsync(mayEnd: false, ct) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0) throw new InvalidDataException($"Not a header: {line}");
            headers[line[..colon].ToLowerInvariant()] = line[(colon + 1)..].Trim();
        }

        return headers;
    }

    private async Task<string?> LineAsync(bool mayEnd, CancellationToken ct)
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_from == _to && !await MoreAsync(ct))
                return mayEnd && line.Length == 0 ? null : throw new InvalidDataException($"It ends within: {line}");
            var c = (char)_buffer[_from++];
            if (c == '\n') return line.ToString().TrimEnd('\r');
            line.Append(c);
        }
    }

    private async Task FillAsync(byte[] body, CancellationToken ct)
    {
        for (var at = 0; at < body.Length;)
        {
            if (_from == _to && !await MoreAsync(ct))
                throw new InvalidDataException($"{body.Length - at} bytes are missing.");
            var take = Math.Min(body.Length - at, _to - _from);
            _buffer.AsSpan(_from, take).CopyTo(body.AsSpan(at));
            (_from, at) = (_from + take, at + take);
        }
    }

    private async Task<bool> MoreAsync(CancellationToken ct)
    {
        try
        {
            (_from, _to) = (0, await _socket.ReceiveAsync(_buffer.AsMemory(), ct));
            return _to > 0;
        }
        catch (SocketException)
        {
            _to = 0;
            return false;
        }
    }
}
