using System.Globalization;
using System.Text.Json;

namespace Hydrant.Conformance.Pipelines;

/// <summary>Events of a web log, some of them such that a step of the pipeline does not take them. The same each time.</summary>
internal static class LogEvents
{
    public const int Count = 3000;

    private static readonly string[] Apps = ["web", "api", "jobs"];
    private static readonly string[] Regions = ["eu", "us"];

    public static IReadOnlyList<LogEvent> All { get; } = [.. Enumerable.Range(0, Count).Select(Of)];

    private static LogEvent Of(int number)
    {
        var app = number % 20 == 7 ? null : Apps[number % 3];
        var region = Regions[number / 3 % 2];
        var at = new DateTime(2026, 3, 1, 10 + (number % 2), number % 60, 0, DateTimeKind.Utc);
        var text = number % 100 == 99 ? "no JSON" : JsonSerializer.Serialize(new
        {
            app,
            region,
            ts = at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            status = number % 200 == 50 ? (object)"teapot" : 200 + (number % 3),
            bytes = number * 10L,
            message = $"card 4111 1111 1111 1111 of user{number}@example.com",
        });
        return new LogEvent(text, app, region, at.Hour)
        {
            IsMalformed = number % 100 == 99, IsUnfit = number % 200 == 50,
        };
    }
}
