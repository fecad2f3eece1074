using System.Text;
using System.Text.Json;
using Hydrant.Core;
using Hydrant.Delivery.Configuration;

namespace Hydrant.Destinations.S3.Preview;

/// <summary>A preview as it is asked for and answered in JSON (docs/operations/prefixes.md).</summary>
public static class KeyPreviewJson
{
    private static readonly string[] OfAnyone = ["stream", "partitionKeys", "arrivedAt", "records"];

    private static readonly string[] OfSettings =
        ["name", "version", "prefix", "errorOutputPrefix", "customTimeZone", "fileExtension", "compressionFormat", "conversion", "query"];

    /// <summary>What is asked for, or what is wrong with it.</summary>
    /// <param name="body">One JSON object.</param>
    /// <param name="find">Finds a delivery stream by its name or ARN; null where there is none to be found.</param>
    /// <param name="now">When records arrive, where the body does not say it.</param>
    public static Outcome<KeyPreviewRequest> Read(
        ReadOnlyMemory<byte> body, Func<string, Outcome<DeliveryStreamState>>? find, DateTimeOffset now)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Read(document.RootElement, find, now);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException) // A text that is half a surrogate pair.
        {
            return Fault.InvalidArgument($"The request is no JSON: {failure.Message}");
        }
    }

    /// <summary>Writes the members of the answer's object.</summary>
    public static void Write(Utf8JsonWriter json, KeyPreviewAnswer answer)
    {
        json.WriteStartArray("records");
        foreach (var record in answer.Records)
        {
            json.WriteStartObject();
            json.WriteNumber("record", record.Number);
            json.WriteString("key", record.Key);
            json.WriteStartObject("partitionKeys");
            foreach (var key in record.PartitionKeys) json.WriteString(key.Name, key.Value);
            json.WriteEndObject();
            if (record.ErrorCode is { } code) json.WriteString("errorCode", code);
            if (record.ErrorMessage is { } message) json.WriteString("errorMessage", message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("errorKeys");
        foreach (var (type, key) in answer.ErrorKeys) json.WriteString(type, key);
        json.WriteEndObject();
    }

    private static Outcome<KeyPreviewRequest> Read(JsonElement root, Func<string, Outcome<DeliveryStreamState>>? find, DateTimeOffset now)
    {
        if (root.ValueKind != JsonValueKind.Object) return Wrong("The request is one JSON object.");
        foreach (var member in root.EnumerateObject())
        {
            if (!OfAnyone.Contains(member.Name) && !OfSettings.Contains(member.Name))
                return Wrong($"{member.Name} is not known; there are {string.Join(", ", OfAnyone)}, and without stream {string.Join(", ", OfSettings)}.");
            if (member.Name is not ("partitionKeys" or "records" or "version") && member.Value.ValueKind != JsonValueKind.String)
                return Wrong($"{member.Name} is a text.");
        }

        var arrivedAt = now;
        if (root.TryGetProperty("arrivedAt", out var at) && !at.TryGetDateTimeOffset(out arrivedAt))
            return Wrong("arrivedAt is a time such as 2026-03-01T12:00:00Z.");
        var keys = KeysOf(root);
        if (!keys.Ok) return keys.Fault;
        if (root.TryGetProperty("records", out var records) && records.ValueKind != JsonValueKind.Array) return Wrong("records is an array.");

        var request = root.TryGetProperty("stream", out var stream)
            ? OfStream(root, stream.GetString()!, find, arrivedAt)
            : OfMembers(root, keys.Value.Count > 0, arrivedAt);
        if (!request.Ok) return request.Fault;
        return request.Value with
        {
            FunctionKeys = keys.Value,
            Records = records.ValueKind == JsonValueKind.Array ? [.. records.EnumerateArray().Select(BytesOf)] : [],
        };
    }

    private static Outcome<KeyPreviewRequest> OfStream(
        JsonElement root, string name, Func<string, Outcome<DeliveryStreamState>>? find, DateTimeOffset arrivedAt)
    {
        if (OfSettings.FirstOrDefault(member => root.TryGetProperty(member, out _)) is { } given)
            return Wrong($"With stream, {given} is the delivery stream's own; leave it out.");
        if (find is null) return Wrong("There is no delivery stream to be found without a server.");
        var found = find(name);
        if (!found.Ok) return found.Fault;
        var state = found.Value;
        return new KeyPreviewRequest
        {
            Settings = state.Spec.Destination, Name = state.Name, VersionId = state.VersionId, ArrivedAt = arrivedAt,
        };
    }

    private static Outcome<KeyPreviewRequest> OfMembers(JsonElement root, bool hasFunctionKeys, DateTimeOffset arrivedAt)
    {
        var version = 1;
        if (root.TryGetProperty("version", out var given)
            && (given.ValueKind != JsonValueKind.Number || !given.TryGetInt32(out version) || version < 1))
            return Wrong("version is a whole number from 1.");
        var settings = new PreviewSettings
        {
            Prefix = TextOf(root, "prefix"),
            ErrorOutputPrefix = TextOf(root, "errorOutputPrefix"),
            CustomTimeZone = TextOf(root, "customTimeZone"),
            FileExtension = TextOf(root, "fileExtension"),
            CompressionFormat = TextOf(root, "compressionFormat"),
            Conversion = TextOf(root, "conversion"),
            Query = TextOf(root, "query"),
        }.Check(hasFunctionKeys, arrivedAt);
        if (!settings.Ok) return settings.Fault;
        return new KeyPreviewRequest
        {
            Settings = settings.Value, Name = TextOf(root, "name") ?? "delivery-stream", VersionId = version, ArrivedAt = arrivedAt,
        };
    }

    private static Outcome<Dictionary<string, string>> KeysOf(JsonElement root)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!root.TryGetProperty("partitionKeys", out var given)) return keys;
        if (given.ValueKind != JsonValueKind.Object) return Fault.InvalidArgument("partitionKeys is an object of texts.");
        foreach (var member in given.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.String) return Fault.InvalidArgument("partitionKeys is an object of texts.");
            keys[member.Name] = member.Value.GetString()!;
        }

        return keys;
    }

    // A text is the record itself; anything else is the record's JSON.
    private static byte[] BytesOf(JsonElement record) => Encoding.UTF8.GetBytes(
        record.ValueKind == JsonValueKind.String ? record.GetString()! : record.GetRawText());

    private static string? TextOf(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static Fault Wrong(string text) => Fault.InvalidArgument(text);
}
