using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Hydrant.Core;

namespace Hydrant.Tables.Documents;

/// <summary>
/// A kind of document: JSON with a version, under keys of one prefix. Normative: docs/formats/table-documents.md; golden
/// files: testdata/table-documents.
/// </summary>
internal sealed class DocumentKind<T>(string prefix, JsonTypeInfo<Versioned<T>> type)
    where T : class
{
    private const int Version = 1;

    public string Prefix => prefix;

    /// <summary>The key of these parts; their characters may be any.</summary>
    public string KeyOf(params ReadOnlySpan<string> parts)
    {
        var key = prefix;
        for (var i = 0; i < parts.Length; i++) key += (i == 0 ? "" : "/") + Uri.EscapeDataString(parts[i]);
        return key;
    }

    /// <summary>What the keys of everything below these parts begin with.</summary>
    public string Below(params ReadOnlySpan<string> parts) => KeyOf(parts) + "/";

    public byte[] Write(T body) => JsonSerializer.SerializeToUtf8Bytes(new Versioned<T>(Version, body), type);

    public T Read(ReadOnlySpan<byte> bytes)
    {
        var document = JsonSerializer.Deserialize(bytes, type);
        Invariant.That(document is { Version: Version, Body: not null });
        return document.Body;
    }
}
