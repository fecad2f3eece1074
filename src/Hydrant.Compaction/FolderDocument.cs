using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Hydrant.Core;
using Hydrant.Storage;

namespace Hydrant.Compaction;

/// <summary>
/// What is being joined in a folder, as an object of the folder: the state of the job and what readers go by. Owner of
/// the bytes (docs/formats/compaction-document.md).
/// </summary>
/// <param name="Removed">How many joined objects were taken out of the list since the first; it only grows.</param>
/// <param name="Named">How many names were given to joined objects; it only grows.</param>
/// <param name="Joined">Those whose sources may still be there.</param>
public sealed record FolderDocument(long Removed, long Named, IReadOnlyList<JoinedObject> Joined)
{
    /// <summary>Its name in every folder. Query engines do not look at names that begin so.</summary>
    public const string Name = "_hydrant-compaction.json";

    /// <summary>A longer one is damage: no job writes it.</summary>
    private const int MaxBytes = 64 * 1024 * 1024;
    private const int Version = 1;

    private static readonly ObjectMetadata Metadata = new("application/json", null);
    private static readonly byte[] ChecksumStart = ",\"crc32c\":\""u8.ToArray();

    /// <summary>Of a folder where nothing was ever joined.</summary>
    public static FolderDocument Empty { get; } = new(0, 0, []);

    /// <exception cref="StorageException">Unavailable, or Corrupt when what is there was not written so.</exception>
    public static async ValueTask<FolderDocument> ReadAsync(IObjectStore objects, string bucket, string folder, CancellationToken ct)
    {
        var key = new ObjectKey(bucket, folder + Name);
        Stream stream;
        try
        {
            stream = await objects.OpenReadAsync(key, ct);
        }
        catch (StorageException missing) when (missing.Kind == StorageFaultKind.NotFound)
        {
            return Empty;
        }

        await using (stream)
        {
            using var bytes = new MemoryStream();
            var part = new byte[16 * 1024];
            while (bytes.Length <= MaxBytes && await stream.ReadAsync(part, ct) is > 0 and var read) bytes.Write(part, 0, read);
            return Decode(bytes.GetBuffer().AsMemory(0, (int)bytes.Length))
                ?? throw new StorageException(StorageFaultKind.Corrupt, $"{key} is not the document of a compaction.");
        }
    }

    /// <exception cref="StorageException">Unavailable or Full; whether it was written is then not known.</exception>
    public async ValueTask WriteAsync(IObjectStore objects, string bucket, string folder, CancellationToken ct)
    {
        await using var writer = await objects.CreateAsync(new ObjectKey(bucket, folder + Name), Metadata, ct);
        await writer.WriteAsync(Encode(), ct);
        await writer.CompleteAsync(ct);
    }

    /// <summary>The document of these bytes, or null when they are none.</summary>
    public static FolderDocument? Decode(ReadOnlyMemory<byte> bytes)
    {
        var at = bytes.Span.LastIndexOf(ChecksumStart);
        if (bytes.Length > MaxBytes || at < 0) return null;
        var end = string.Create(CultureInfo.InvariantCulture, $"{Checksum.Crc32C(bytes.Span[..at]):x8}\"}}\n");
        if (!bytes.Span[(at + ChecksumStart.Length)..].SequenceEqual(Encoding.ASCII.GetBytes(end))) return null;
        try
        {
            using var json = JsonDocument.Parse(bytes);
            var root = json.RootElement;
            return root.GetProperty("version").GetInt32() != Version
                ? null
                : new FolderDocument(
                    root.GetProperty("removed").GetInt64(), root.GetProperty("named").GetInt64(),
                    [.. root.GetProperty("joined").EnumerateArray().Select(JoinedOf)]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    public byte[] Encode()
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteNumber("removed", Removed);
            json.WriteNumber("named", Named);
            json.WriteStartArray("joined");
            foreach (var joined in Joined) Write(json, joined);
            json.WriteEndArray();
            json.Flush();
            bytes.Write(ChecksumStart);
            var sum = Checksum.Crc32C(bytes.WrittenSpan[..^ChecksumStart.Length]);
            bytes.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{sum:x8}\"}}\n")));
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, JoinedObject joined)
    {
        json.WriteStartObject();
        json.WriteString("target", joined.Target);
        if (joined.WrittenMs is { } written) json.WriteNumber("written", written);
        json.WriteStartArray("sources");
        foreach (var source in joined.Sources)
        {
            json.WriteStartObject();
            json.WriteString("name", source.Name);
            json.WriteNumber("size", source.Size);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static JoinedObject JoinedOf(JsonElement json) => new(
        json.GetProperty("target").GetString()!,
        json.TryGetProperty("written", out var written) ? written.GetInt64() : null,
        [
            .. json.GetProperty("sources").EnumerateArray().Select(
                source => new SourceObject(source.GetProperty("name").GetString()!, source.GetProperty("size").GetInt64())),
        ]);
}
