using Hydrant.Core;
using Hydrant.Formats.Joining;

namespace Hydrant.Compaction;

/// <summary>Which join an object needs, by its name, what it says of itself and its first bytes.</summary>
internal static class JoinOf
{
    public static async ValueTask<Outcome<IFileJoin>> SourceAsync(
        IJoinSource source, string extension, string? contentEncoding, CancellationToken ct)
    {
        var head = new byte[FileJoins.HeadBytes];
        var length = 0;
        if (contentEncoding is null && source.Length > 0)
        {
            await using var stream = await source.OpenAsync(0, head.Length, ct);
            length = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct);
        }

        return FileJoins.Of(extension, contentEncoding, head.AsSpan(0, length));
    }
}
