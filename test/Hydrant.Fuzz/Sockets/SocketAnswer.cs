namespace Hydrant.Fuzz.Sockets;

/// <summary>An answer as it stood on the wire; names of headers in lower case.</summary>
internal sealed record SocketAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public override string ToString() =>
        $"{Status} {string.Join(", ", Headers.Select(header => $"{header.Key}: {header.Value}"))} "
        + System.Text.Encoding.Latin1.GetString(Body, 0, Math.Min(Body.Length, 400));
}
