using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Hydrant.Core;

namespace Hydrant.Streams.Consumers;

/// <summary>
/// A consumer as the catalogue keeps it: a JSON document with a version, in the words of the API. Normative:
/// docs/formats/consumer-document.md; golden file: testdata/consumer-document/v1.json.
/// </summary>
internal static class ConsumerDocument
{
    public const string Prefix = "consumers/";
    private const int Version = 1;

    public static string KeyOf(ConsumerState state) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{state.Log}/{state.Name}");

    public static byte[] Write(ConsumerState state)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteString("name", state.Name);
            json.WriteNumber("log", state.Log);
            json.WriteString("streamArn", state.StreamArn.ToString());
            json.WriteString("status", state.Status.ToString());
            json.WriteNumber("createdAtSeconds", state.CreatedAtSeconds);
            json.WriteStartObject("tags");
            foreach (var (key, value) in state.Tags) json.WriteString(key, value);
            json.WriteEndObject();
            if (state.Policy is { } policy) json.WriteString("policy", policy);
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    public static ConsumerState Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        Invariant.That(root.GetProperty("version").GetInt32() == Version);
        Invariant.That(Arn.TryParse(Text(root, "streamArn"), out var streamArn));
        return new ConsumerState
        {
            Name = Text(root, "name"),
            Log = root.GetProperty("log").GetUInt32(),
            StreamArn = streamArn,
            Status = Enum.Parse<ConsumerStatus>(Text(root, "status")),
            CreatedAtSeconds = root.GetProperty("createdAtSeconds").GetInt64(),
            Tags = root.GetProperty("tags").EnumerateObject()
                .ToImmutableSortedDictionary(tag => tag.Name, tag => tag.Value.GetString()!, StringComparer.Ordinal),
            Policy = root.TryGetProperty("policy", out var policy) ? policy.GetString() : null,
        };
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
