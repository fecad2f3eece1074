using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Hydrant.Core;

namespace Hydrant.Api.Lambda.Catalog;

/// <summary>
/// A function as the catalogue keeps it: a JSON document with a version. Normative: docs/formats/function-document.md;
/// golden file: testdata/function-document/v1.json.
/// </summary>
internal static class FunctionDocument
{
    public const string Prefix = "functions/";
    private const int Version = 1;

    public static string KeyOf(Tenant tenant, string name) => $"{Prefix}{tenant.Account}/{tenant.Region}/{name}";

    public static byte[] Write(FunctionState state)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteString("account", state.Tenant.Account);
            json.WriteString("region", state.Tenant.Region);
            json.WriteString("name", state.Name);
            json.WriteString("runtime", state.Runtime);
            json.WriteString("handler", state.Handler);
            json.WriteString("role", state.Role);
            json.WriteString("description", state.Description);
            json.WriteNumber("timeoutSeconds", state.Timeout);
            json.WriteNumber("memoryMegabytes", state.MemorySize);
            Write(json, "environment", state.Environment);
            Write(json, "tags", state.Tags);
            json.WriteString("architecture", state.Architecture);
            json.WriteString("codeHash", state.CodeHash);
            json.WriteNumber("codeSize", state.CodeSize);
            json.WriteString("lastModified", state.LastModified.ToString("O", CultureInfo.InvariantCulture));
            json.WriteString("revision", state.Revision);
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    public static FunctionState Read(ReadOnlyMemory<byte> bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        var root = document.RootElement;
        Invariant.That(root.GetProperty("version").GetInt32() == Version);
        return new FunctionState
        {
            Tenant = new Tenant(Text(root, "account"), Text(root, "region")),
            Name = Text(root, "name"),
            Runtime = Text(root, "runtime"),
            Handler = Text(root, "handler"),
            Role = Text(root, "role"),
            Description = Text(root, "description"),
            Timeout = root.GetProperty("timeoutSeconds").GetInt32(),
            MemorySize = root.GetProperty("memoryMegabytes").GetInt32(),
            Environment = Texts(root, "environment"),
            Tags = Texts(root, "tags"),
            Architecture = Text(root, "architecture"),
            CodeHash = Text(root, "codeHash"),
            CodeSize = root.GetProperty("codeSize").GetInt64(),
            LastModified = root.GetProperty("lastModified").GetDateTimeOffset(),
            Revision = root.GetProperty("revision").GetGuid(),
        };
    }

    private static void Write(Utf8JsonWriter json, string name, ImmutableSortedDictionary<string, string> texts)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in texts) json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private static ImmutableSortedDictionary<string, string> Texts(JsonElement json, string name) => json.GetProperty(name).EnumerateObject()
        .ToImmutableSortedDictionary(member => member.Name, member => member.Value.GetString()!, StringComparer.Ordinal);
}
