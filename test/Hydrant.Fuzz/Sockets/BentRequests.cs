using System.Text;

namespace Hydrant.Fuzz.Sockets;

/// <summary>Makes requests from a seed: a good one, and then something about it is bent.</summary>
internal static class BentRequests
{
    private const string Json = "application/x-amz-json-1.1";
    private const string Cbor = "application/x-amz-cbor-1.1";

    private static readonly string[] Targets =
    [
        "", ".", "x", "Kinesis_20131202", "Kinesis_20131202.", ".ListStreams", "Kinesis_20131202.ListStreams.x",
        "Kinesis_20131202.liststreams", "Firehose_20150804.ListStreams", "DynamoDB_20120810.ListTables",
        "Kinesis_20131202.\u00e9", new string('t', 9_000),
        "Kinesis_20131202.DescribeStream, Kinesis_20131202.PutRecord",
    ];

    private static readonly string[] Types =
    [
        "", "text/plain", "application/json", "application/x-amz-json-1.0", Json + "; charset=utf-8", Json + ";",
        ";", "/",
        Cbor + " ; x", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", new string('c', 9_000),
        "\u00ff", "APPLICATION/X-AMZ-JSON-1.1", Json + ", " + Cbor,
    ];

    private static readonly string[] Authorizations =
    [
        "", "AWS4-HMAC-SHA256", "AWS4-HMAC-SHA256 ", "Basic dXNlcjpwYXNz", "Bearer x", "AWS4-HMAC-SHA256 Credential=",
        "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host, Signature=0", "AWS4-HMAC-SHA256 =,=,=",
        "AWS4-HMAC-SHA256 Credential=////, SignedHeaders=;;;;host, Signature=\u00ff", "AWS4-ECDSA-P256-SHA256 x=y",
        "AWS4-HMAC-SHA256 SignedHeaders=, Signature=, Credential=", new string('=', 9_000),
        "AWS4-HMAC-SHA256 " + new string(',', 9_000),
    ];

    private static readonly string[] Times =
    [
        "", "0", "20260101", "20260101T000000", "2026-01-01T00:00:00Z", "99991231T235959Z", "00010101T000000Z",
        "19700101T000000Z", "20261301T000000Z", "Thu, 01 Jan 2026 00:00:00 GMT", "\u0661\u0662",
        "20260101T000000Z, 20260101T000000Z",
    ];

    private static readonly string[] Methods = ["GET", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "X"];

    public static SocketRequest Of(int seed)
    {
        var random = new Random(seed);
        return random.Next(10) switch
        {
            < 4 => Signed(random, "JSON", Json, JsonBody(random)),
            < 6 => Signed(random, "CBOR", Cbor, CborBody(random)),
            < 8 => BentSignature(random),
            _ => BentHead(random),
        };
    }

    /// <summary>A request that is good in every respect.</summary>
    public static SocketRequest Good(string operation = "Kinesis_20131202.ListStreams", string body = "{}") =>
        Signed("good", operation, Json, Encoding.UTF8.GetBytes(body), isPresigned: false);

    private static (string Target, byte[] Body) JsonBody(Random random)
    {
        var (target, good) = Pick(random, random.Next(3) == 0);
        var body = random.Next(2) == 0
            ? Encoding.UTF8.GetBytes(BentJson.Text(good, random))
            : Bent.Bytes(Encoding.UTF8.GetBytes(good), random);
        return (target, body);
    }

    private static (string Target, byte[] Body) CborBody(Random random)
    {
        var (target, text) = Pick(random, isFirehose: random.Next(8) == 0);
        var good = CborOf.Json(text);
        return (target, random.Next(2) == 0 ? BentCbor.Bytes(good, random) : Bent.Bytes(good, random));
    }

    private static (string Target, string Body) Pick(Random random, bool isFirehose)
    {
        var requests = isFirehose ? GoodRequests.Firehose : GoodRequests.Kinesis;
        var (operation, body) = requests[random.Next(requests.Length)];
        return ((isFirehose ? "Firehose_20150804." : "Kinesis_20131202.") + operation, body);
    }

    private static SocketRequest Signed(Random random, string kind, string type, (string Target, byte[] Body) what) =>
        Signed(kind, what.Target, type, what.Body, isPresigned: random.Next(10) == 0);

    private static SocketRequest Signed(string kind, string target, string type, byte[] body, bool isPresigned)
    {
        var service = target.StartsWith("Firehose", StringComparison.Ordinal) ? "firehose" : "kinesis";
        var time = Signature.Now;
        List<(string Name, string Value)> headers =
            [("content-type", type), ("host", "127.0.0.1"), ("x-amz-target", target)];
        if (isPresigned)
            return new SocketRequest(kind, "POST", Signature.Query(headers, service, time, body), headers, body);

        headers.Insert(2, ("x-amz-date", time));
        headers.Add(("Authorization", Signature.Header(headers, service, time, body)));
        return new SocketRequest(kind, "POST", "/", headers, body);
    }

    private static SocketRequest BentSignature(Random random)
    {
        var (target, body) = Pick(random, random.Next(4) == 0);
        var good = Signed("signature", target, Json, Encoding.UTF8.GetBytes(body), isPresigned: random.Next(3) == 0);
        if (good.Target.Length > 1)
        {
            var query = random.Next(4) switch
            {
                0 => good.Target + "&X-Amz-Expires=" + (random.Next(2) == 0 ? "99999999999999999999" : "-1"),
                1 => good.Target + string.Concat(Enumerable.Range(0, random.Next(700)).Select(i => $"&{i}=%zz")),
                2 => "/?X-Amz-Algorithm&X-Amz-Credential=%2F%2F&X-Amz-Date=" + Times[random.Next(Times.Length)],
                _ => Encoding.ASCII.GetString(Bent.Bytes(Encoding.ASCII.GetBytes(good.Target), random)),
            };
            return good with { Target = "/" + InTarget(query).TrimStart('/') };
        }

        return random.Next(4) switch
        {
            0 => With(good, "Authorization", Authorizations[random.Next(Authorizations.Length)]),
            1 => With(good, "x-amz-date", Times[random.Next(Times.Length)]),
            2 => Without(good, "Authorization", "x-amz-date"),
            _ => BentValue(good, "Authorization", random),
        };
    }

    private static SocketRequest BentHead(Random random)
    {
        var (target, text) = Pick(random, random.Next(4) == 0);
        var body = Encoding.UTF8.GetBytes(text);
        var good = Signed("head", target, Json, random.Next(10) == 0 ? [] : body, isPresigned: false);
        switch (random.Next(8))
        {
            case 0: return With(good, "x-amz-target", Targets[random.Next(Targets.Length)]);
            case 1: return With(good, "content-type", Types[random.Next(Types.Length)]);
            case 2: return good with { Method = Methods[random.Next(Methods.Length)] };
            case 3: return good with { Target = "/" + InTarget(Text(random, 200)).Replace('%', '+') };
            case 4: return good with { Headers = [.. good.Headers, .. Many(random)] };
            case 5:
                good = good with { Headers = [.. good.Headers, .. Cors(random)] };
                return random.Next(2) == 0 ? good with { Method = "OPTIONS" } : good;
            case 6: return With(good, "x-amz-security-token", Text(random, 3_000));
            default: return BentValue(good, good.Headers[random.Next(good.Headers.Count)].Name, random);
        }
    }

    private static IEnumerable<(string Name, string Value)> Many(Random random)
    {
        var count = random.Next(1, 60);
        for (var i = 0; i < count; i++) yield return ($"x-amz-meta-{i}", Text(random, 300));
    }

    private static IEnumerable<(string Name, string Value)> Cors(Random random) =>
    [
        ("Origin", Text(random, 50)), ("Access-Control-Request-Headers", Text(random, 200)),
        ("Access-Control-Request-Method", Text(random, 20)),
    ];

    private static SocketRequest BentValue(SocketRequest request, string name, Random random)
    {
        var value = request.Headers.First(header => header.Name == name).Value;
        return With(request, name, InHeader(Bent.Bytes(Encoding.Latin1.GetBytes(value), random)));
    }

    private static SocketRequest With(SocketRequest request, string name, string value)
    {
        var rest = Without(request, name);
        return rest with { Headers = [.. rest.Headers, (name, value)] };
    }

    private static SocketRequest Without(SocketRequest request, params string[] names) =>
        request with { Headers = [.. request.Headers.Where(header => !names.Contains(header.Name))] };

    private static string Text(Random random, int longest)
    {
        var bytes = new byte[random.Next(longest)];
        random.NextBytes(bytes);
        return random.Next(2) == 0 ? InHeader(bytes) : Convert.ToBase64String(bytes);
    }

    // What may stand in a header at all: without line ends, NUL and other controls; bytes beyond ASCII may.
    private static string InHeader(byte[] bytes) =>
        new([.. bytes.Select(unit => (char)unit).Where(c => c is >= ' ' and not (char)0x7F)]);

    private static string InTarget(string text) => new([.. text.Where(c => c is > ' ' and < (char)0x7F)]);
}
