using Hydrant.Core;
using Hydrant.Formats.Compression;
using Hydrant.Formats.Joining;

namespace Hydrant.Formats.Tests.Joining;

/// <summary>A file in memory, to be joined.</summary>
internal sealed class MemoryJoinSource(string name, byte[] bytes) : IJoinSource
{
    public static readonly CompressionSeed Seed = new(new Guid("00000000-0000-4000-8000-000000000001"), DateTimeOffset.UnixEpoch.AddYears(50));

    public string Name => name;

    public long Length => bytes.Length;

    public ValueTask<Stream> OpenAsync(long offset, long length, CancellationToken ct)
    {
        var first = (int)Math.Min(offset, bytes.Length);
        return new(new MemoryStream(bytes, first, (int)Math.Min(length, bytes.Length - first)));
    }

    /// <summary>Inspects the files, which must be of one kind, and joins them.</summary>
    public static async Task<byte[]> JoinAsync(string extension, string? encoding, params IReadOnlyList<byte[]> files)
    {
        var sources = files.Select((file, i) => new MemoryJoinSource($"file {i}", file)).ToList();
        var head = files[0].AsMemory(0, Math.Min(FileJoins.HeadBytes, files[0].Length));
        var join = FileJoins.Of(extension, encoding, head.Span).Value;
        var kinds = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in sources) kinds.Add((await join.InspectAsync(source, CancellationToken.None)).Value.Kind);
        kinds.Count.ShouldBe(1);
        using var output = new MemoryStream();
        (await join.WriteAsync(sources, output, Seed, CancellationToken.None)).ShouldBeNull();
        return output.ToArray();
    }
}
