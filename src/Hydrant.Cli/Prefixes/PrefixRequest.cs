using System.Buffers;
using System.Text.Json;

namespace Hydrant.Cli.Prefixes;

/// <summary>The options as the request that the server takes, and that is answered here without one.</summary>
internal static class PrefixRequest
{
    /// <exception cref="InvalidOperationException">An option cannot be understood.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<ReadOnlyMemory<byte>> WriteAsync(PrefixOptions options, TextReader input, CancellationToken ct)
    {
        var lines = options.File switch
        {
            null => "",
            "-" => await input.ReadToEndAsync(ct),
            var path => await File.ReadAllTextAsync(path, ct),
        };
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            if (options.Stream is { } stream) json.WriteString("stream", stream);
            foreach (var (name, value) in options.Settings)
            {
                if (value is not null) json.WriteString(name, value);
            }

            if (options.Version is { } version) json.WriteNumber("version", version);
            if (options.Arrived is { } arrived) json.WriteString("arrivedAt", arrived);
            WriteKeys(json, options.Keys);
            json.WriteStartArray("records");
            foreach (var record in options.Records) json.WriteStringValue(record);
            foreach (var line in lines.Split('\n'))
            {
                if (!string.IsNullOrWhiteSpace(line)) json.WriteStringValue(line.TrimEnd('\r'));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.WrittenMemory;
    }

    private static void WriteKeys(Utf8JsonWriter json, IReadOnlyList<string> keys)
    {
        json.WriteStartObject("partitionKeys");
        foreach (var key in keys)
        {
            var at = key.IndexOf('=');
            if (at < 1) throw new InvalidOperationException($"'{key}' is no partition key: write name=value.");
            json.WriteString(key[..at], key[(at + 1)..]);
        }

        json.WriteEndObject();
    }
}
