using System.Text;

namespace Hydrant.Fuzz.Sockets;

/// <summary>A request whose framing is intact; everything in it may be bent. <c>Kind</c> names what was bent.</summary>
internal sealed record SocketRequest(
    string Kind, string Method, string Target, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)
{
    /// <summary>As HTTP/1.1 sends it. Headers are Latin-1, which is how bytes beyond ASCII get onto the wire.</summary>
    /// <param name="chunkSize">Size of the chunks of the body; null to announce its length.</param>
    public byte[] Http1(int? chunkSize = null)
    {
        var head = new StringBuilder($"{Method} {Target} HTTP/1.1\r\n");
        foreach (var (name, value) in Headers) head.Append(name).Append(": ").Append(value).Append("\r\n");
        if (chunkSize is null) head.Append("Content-Length: ").Append(Body.Length).Append("\r\n\r\n");
        else head.Append("Transfer-Encoding: chunked\r\n\r\n");

        var bytes = new MemoryStream();
        bytes.Write(Encoding.Latin1.GetBytes(head.ToString()));
        if (chunkSize is null)
        {
            bytes.Write(Body);
            return bytes.ToArray();
        }

        foreach (var chunk in Body.Chunk(chunkSize.Value))
        {
            bytes.Write(Encoding.ASCII.GetBytes($"{chunk.Length:x}\r\n"));
            bytes.Write(chunk);
            bytes.Write("\r\n"u8);
        }

        bytes.Write("0\r\n\r\n"u8);
        return bytes.ToArray();
    }
}
