using System.Globalization;
using System.Text;

namespace Hydrant.Load.Columns;

/// <summary>Records as a web server's log shipper sends them; the same ones every time.</summary>
internal static class AccessRecords
{
    public static readonly (string Name, string Type)[] Columns =
    [
        ("id", "bigint"), ("time", "timestamp"), ("app", "string"), ("region", "string"), ("method", "string"),
        ("path", "string"), ("status", "int"), ("bytes", "bigint"), ("seconds", "double"), ("cached", "boolean"),
        ("user", "struct<id:int,agent:string>"), ("tags", "array<string>"),
    ];

    private static readonly string[] Agents =
    [
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
            + "Version/18.5 Safari/605.1.15",
        "curl/8.14.1",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    ];

    public static async Task WriteAsync(string path, long bytes)
    {
        var random = new Random(7);
        await using var file = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 20);
        var time = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        for (long id = 0, written = 0; written < bytes; id++)
        {
            time = time.AddMilliseconds(random.Next(40));
            var line = Line(random, id, time);
            written += line.Length + 1;
            await file.WriteAsync(line);
            await file.WriteAsync('\n');
        }
    }

    public static string Line(Random random, long id, DateTime time)
    {
        var tags = string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => $"\"tag-{random.Next(30)}\""));
        return string.Create(CultureInfo.InvariantCulture, $$"""
            {"id":{{id}},"time":"{{time:yyyy-MM-ddTHH:mm:ss.fffZ}}","app":"app-{{random.Next(12)}}","region":"eu-central-{{random.Next(3)}}","method":"{{(random.Next(5) == 0 ? "POST" : "GET")}}","path":"/shop/item/{{random.Next(200_000)}}?ref={{random.Next(1 << 30):x}}","status":{{(random.Next(20) == 0 ? 404 : 200)}},"bytes":{{random.Next(90_000)}},"seconds":{{random.Next(1, 100_000) / 1e5}},"cached":{{(random.Next(3) == 0 ? "true" : "false")}},"user":{"id":{{random.Next(40_000)}},"agent":"{{Agents[random.Next(Agents.Length)]}}"},"tags":[{{tags}}]}
            """);
    }
}
