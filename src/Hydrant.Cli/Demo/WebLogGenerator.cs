using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Hydrant.Cli.Demo;

/// <summary>
/// A web log that was never written by anybody, but looks it: a few busy users and paths among many quiet ones, bursts,
/// errors that come together, slow answers, and now and then a line that is broken. The same seed gives the same bytes.
/// </summary>
internal sealed class WebLogGenerator(int seed)
{
    private const int Users = 2_000;
    private const double MalformedShare = 0.0005;

    private static readonly string[] Apps = ["shop", "search", "checkout", "account", "media"];
    private static readonly string[] Regions = ["eu-central", "eu-west", "us-east", "us-west", "ap-south"];
    private static readonly string[] Paths =
        ["/", "/products", "/products/{0}", "/search?q={0}", "/cart", "/cart/items", "/orders/{0}", "/login", "/img/{0}.webp"];

    private readonly Random _random = new(seed);
    private DateTimeOffset _time = new(2026, 3, 14, 9, 0, 0, TimeSpan.Zero);
    private int _burstLeft;
    private bool _isOutage;

    public DemoEvent Next(int line)
    {
        AdvanceClock();
        var user = Skewed(Users);
        var key = $"user-{user:0000}";
        return _random.NextDouble() < MalformedShare
            ? new DemoEvent(key, DemoEvent.Malformed(line, $"{_time:O} GET /cut-off-in-the-mid"))
            : new DemoEvent(key, Write(line, key));
    }

    private byte[] Write(int line, string user)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(bytes))
        {
            var method = _random.NextDouble() < 0.85 ? "GET" : "POST";
            var path = string.Format(CultureInfo.InvariantCulture, Paths[Skewed(Paths.Length)], _random.Next(10_000));
            var status = Status(method);
            json.WriteStartObject();
            json.WriteNumber("line", line);
            json.WriteString("ts", _time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("app", Apps[Skewed(Apps.Length)]);
            json.WriteString("region", Regions[_random.Next(Regions.Length)]);
            json.WriteString("userId", user);
            json.WriteString("method", method);
            json.WriteString("path", path);
            json.WriteNumber("status", status);
            json.WriteNumber("bytes", status >= 300 ? 0 : (int)Math.Exp(4 + (_random.NextDouble() * 8)));
            json.WriteNumber("latencyMs", Math.Round(Math.Exp(_random.NextDouble() * (status >= 500 ? 9 : 6)), 1));
            json.WriteString("message", status >= 500 ? "upstream timed out" : status >= 400 ? "refused" : "ok");
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    private void AdvanceClock()
    {
        if (_burstLeft-- <= 0)
        {
            _burstLeft = _random.Next(20, 400);
            _isOutage = _random.NextDouble() < 0.05;
            _time += TimeSpan.FromMilliseconds(_random.Next(50, 5_000));
        }

        _time += TimeSpan.FromMilliseconds(_random.Next(0, 12));
    }

    private int Status(string method)
    {
        var chance = _random.NextDouble();
        if (_isOutage && chance < 0.6) return 503;
        return chance switch { < 0.90 => method == "POST" ? 201 : 200, < 0.94 => 304, < 0.985 => 404, < 0.995 => 401, _ => 500 };
    }

    // Zipf-like: the first ones take most of it.
    private int Skewed(int count) => Math.Min(count - 1, (int)(count * Math.Pow(_random.NextDouble(), 3)));
}
