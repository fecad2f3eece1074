using System.Buffers.Binary;
using System.Text;

namespace Hydrant.Fuzz.Sockets;

/// <summary>Bytes that are not HTTP, or not quite.</summary>
internal static class BrokenFraming
{
    private const string Head = "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-amz-json-1.1\r\n";

    private static readonly string[] Heads =
    [
        Head + "Content-Length: -1\r\n\r\n{}", Head + "Content-Length: 99999999999999999999\r\n\r\n{}",
        Head + "Content-Length: 5\r\n\r\n{}", Head + "Content-Length: 1\r\n\r\n{}",
        Head + "Content-Length: x\r\n\r\n{}",
        Head + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", Head + "Content-Length: 1048577\r\n\r\n{}",
        Head + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        Head + "Transfer-Encoding: gzip\r\n\r\n{}", Head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
        Head + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFFFF\r\n{}",
        Head + "Transfer-Encoding: chunked\r\n\r\n5\r\n{}",
        Head + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}XX0\r\n\r\n",
        Head + "Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n",
        Head + "Transfer-Encoding: chunked, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        Head + "Transfer-Encoding: chunked\r\n\r\n2;" + new string('e', 40_000),
        Head + new string('h', 40_000) + ": x\r\n\r\n",
        Head + "X: " + new string('v', 40_000) + "\r\n\r\n", Head + "X\r\n\r\n", Head + " folded\r\n\r\n",
        Head + ": x\r\n\r\n",
        Head + "X: a\0b\r\n\r\n", Head + "X: a\rb\r\n\r\n",
        Head + "Expect: 100-continue\r\nContent-Length: 9\r\n\r\n",
        Head + "Expect: something\r\nContent-Length: 2\r\n\r\n{}",
        Head + "Upgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
        Head + string.Concat(Enumerable.Range(0, 3_000).Select(i => $"h{i}: v\r\n")) + "\r\n",
        "POST " + new string('/', 20_000) + " HTTP/1.1\r\n\r\n", "POST / HTTP/9.9\r\n\r\n", "POST / HTTP/1.1\r\n\r\n",
        "POST\r\n\r\n", "POST / \r\n\r\n", "\r\n\r\n\r\n", "POST http://[::1 HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST * HTTP/1.1\r\n\r\n",
        "CONNECT 127.0.0.1:80 HTTP/1.1\r\nHost: 127.0.0.1:80\r\n\r\n", "GET /%00 HTTP/1.1\r\nHost: x\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nPOST / HTTP/1.1\r\n\r\n", "\u0016\u0003\u0001\u0002\0\u0001\0", "",
    ];

    public static byte[] Of(int seed, out bool isHttp2)
    {
        var random = new Random(seed);
        isHttp2 = seed % 3 == 0;
        if (isHttp2) return Frames(random);
        if (seed < 3 * Heads.Length) return Encoding.Latin1.GetBytes(Heads[seed / 3]);
        return Bent.Bytes(Encoding.Latin1.GetBytes(Heads[random.Next(Heads.Length)]), random);
    }

    // After a good preface: frames of any kind, flags and stream, whose length is true or not.
    private static byte[] Frames(Random random)
    {
        var bytes = new MemoryStream();
        bytes.Write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8);
        if (random.Next(8) != 0) bytes.Write([0, 0, 0, 4, 0, 0, 0, 0, 0]);
        for (var count = random.Next(1, 40); count > 0; count--)
        {
            var payload = new byte[random.Next(4) == 0 ? random.Next(300) : random.Next(12)];
            random.NextBytes(payload);
            if (random.Next(3) == 0) payload = [0x83, 0x86, 0x84, 0x41, 0x01, (byte)'h']; // POST, http, /, authority
            var head = new byte[9];
            BinaryPrimitives.WriteInt32BigEndian(head, payload.Length << 8);
            if (random.Next(10) == 0) random.NextBytes(head.AsSpan(0, 3));
            head[3] = (byte)(random.Next(10) == 0 ? random.Next(256) : random.Next(10));
            head[4] = (byte)(random.Next(2) == 0 ? random.Next(256) : 5);
            BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(5), random.Next(3) == 0 ? random.Next() : random.Next(9));
            bytes.Write(head);
            bytes.Write(payload);
        }

        return bytes.ToArray();
    }
}
