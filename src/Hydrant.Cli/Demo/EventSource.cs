using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Hydrant.Cli.Demo;

/// <summary>Where the demo's events come from: a file, standard input, or the generator.</summary>
internal static class EventSource
{
    private const int GzipFirst = 0x1F;
    private const int GzipSecond = 0x8B;

    public static IEnumerable<DemoEvent> Generated(int count, int seed)
    {
        var generator = new WebLogGenerator(seed);
        for (var line = 1; line <= count; line++) yield return generator.Next(line);
    }

    /// <summary>Lines of NDJSON or of an access log, plain or gzipped; <c>-</c> is standard input.</summary>
    public static IEnumerable<DemoEvent> FromFile(string path)
    {
        using var raw = new BufferedStream(path == "-" ? Console.OpenStandardInput() : File.OpenRead(path), 64 * 1024);
        using var plain = Unzipped(raw);
        using var reader = new StreamReader(plain, Encoding.UTF8);
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            number++;
            yield return line.TrimStart().StartsWith('{') ? FromJson(number, line) : AccessLogParser.Parse(number, line);
        }
    }

    // The first two bytes tell; they are put in front again, because standard input cannot go back.
    private static Stream Unzipped(Stream raw)
    {
        var start = new byte[2];
        var read = raw.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var whole = new ConcatenatedStream(new MemoryStream(start, 0, read), raw);
        return read == 2 && start[0] == GzipFirst && start[1] == GzipSecond ? new GZipStream(whole, CompressionMode.Decompress) : whole;
    }

    private static DemoEvent FromJson(int number, string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            using var bytes = new MemoryStream(line.Length + 32);
            var key = $"line-{number}";
            using (var json = new Utf8JsonWriter(bytes))
            {
                json.WriteStartObject();
                json.WriteNumber("line", number);
                foreach (var member in document.RootElement.EnumerateObject())
                {
                    if (member.Name is "userId" or "clientIp" && member.Value.ValueKind == JsonValueKind.String) key = member.Value.GetString()!;
                    if (member.Name != "line") member.WriteTo(json);
                }

                json.WriteEndObject();
            }

            return new DemoEvent(key.Length is 0 or > 256 ? $"line-{number}" : key, bytes.ToArray());
        }
        catch (JsonException)
        {
            return new DemoEvent("malformed", DemoEvent.Malformed(number, line));
        }
    }
}
