using System.Collections.Immutable;
using System.Text.Json;
using Hydrant.Core;

namespace Hydrant.Api.Lambda.Shared;

/// <summary>
/// The members of a request's body. A member that is not known is refused by its name, as one that is read and ignored
/// would be a promise. The first mistake of a type is kept in <see cref="Mistake"/>.
/// </summary>
internal sealed class RequestJson : IDisposable
{
    private readonly JsonDocument _document;

    private RequestJson(JsonDocument document) => _document = document;

    public Fault? Mistake { get; private set; }

    /// <param name="body">JSON; nothing stands for an empty object.</param>
    /// <param name="known">The members there may be.</param>
    public static Outcome<RequestJson> Read(ReadOnlyMemory<byte> body, params ReadOnlySpan<string> known)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body.IsEmpty ? "{}"u8.ToArray() : body);
        }
        catch (JsonException wrong)
        {
            return Fault.Validation($"Could not parse request body into json: {wrong.Message}");
        }

        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            document.Dispose();
            return Fault.Validation("Could not parse request body into json: it is no object.");
        }

        foreach (var member in document.RootElement.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null || known.Contains(member.Name)) continue;
            var refusal = Fault.InvalidArgument($"{member.Name} is not supported here.");
            document.Dispose();
            return refusal;
        }

        return new RequestJson(document);
    }

    public string? Text(string name) => Find(name, JsonValueKind.String)?.GetString();

    public int? Number(string name)
    {
        if (Find(name, JsonValueKind.Number) is not { } value) return null;
        if (value.TryGetInt32(out var number)) return number;
        Mistake ??= Fault.Validation($"{name} is no whole number.");
        return null;
    }

    public bool? Flag(string name) => Find(name, JsonValueKind.True, JsonValueKind.False)?.GetBoolean();

    public byte[]? Blob(string name)
    {
        if (Find(name, JsonValueKind.String) is not { } value) return null;
        if (value.TryGetBytesFromBase64(out var bytes)) return bytes;
        Mistake ??= Fault.Validation($"{name} is not base64.");
        return null;
    }

    public ImmutableSortedDictionary<string, string>? Texts(string name) => Find(name, JsonValueKind.Object) is { } value ? Texts(name, value) : null;

    /// <summary>The map in <c>name.inner</c>; empty when the structure is there and the map is not.</summary>
    public ImmutableSortedDictionary<string, string>? Texts(string name, string inner)
    {
        if (Structure(name, inner) is not { } value) return null;
        return value.TryGetProperty(inner, out var map) && map.ValueKind == JsonValueKind.Object
            ? Texts($"{name}.{inner}", map)
            : ImmutableSortedDictionary<string, string>.Empty;
    }

    public IReadOnlyList<string>? List(string name)
    {
        if (Find(name, JsonValueKind.Array) is not { } value) return null;
        if (value.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.String))
            return [.. value.EnumerateArray().Select(static item => item.GetString()!)];
        Mistake ??= Fault.Validation($"{name} is no list of texts.");
        return null;
    }

    /// <summary>The bytes of <c>name.inner</c>.</summary>
    public byte[]? Blob(string name, string inner)
    {
        if (Structure(name, inner) is not { } value || !value.TryGetProperty(inner, out var blob)) return null;
        if (blob.ValueKind == JsonValueKind.String && blob.TryGetBytesFromBase64(out var bytes)) return bytes;
        Mistake ??= Fault.Validation($"{name}.{inner} is not base64.");
        return null;
    }

    public void Dispose() => _document.Dispose();

    private JsonElement? Structure(string name, string known)
    {
        if (Find(name, JsonValueKind.Object) is not { } value) return null;
        foreach (var member in value.EnumerateObject())
        {
            if (member.Name != known && member.Value.ValueKind != JsonValueKind.Null)
                Mistake ??= Fault.InvalidArgument($"{name}.{member.Name} is not supported here.");
        }

        return value;
    }

    private ImmutableSortedDictionary<string, string>? Texts(string name, JsonElement map)
    {
        if (map.EnumerateObject().All(static member => member.Value.ValueKind == JsonValueKind.String))
        {
            return map.EnumerateObject()
                .ToImmutableSortedDictionary(member => member.Name, member => member.Value.GetString()!, StringComparer.Ordinal);
        }

        Mistake ??= Fault.Validation($"{name} is no map of texts.");
        return null;
    }

    private JsonElement? Find(string name, params ReadOnlySpan<JsonValueKind> kinds)
    {
        if (!_document.RootElement.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (kinds.Contains(value.ValueKind)) return value;
        Mistake ??= Fault.Validation($"{name} has the wrong type.");
        return null;
    }
}
