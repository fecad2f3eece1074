using System.Buffers;

namespace Hydrant.Formats.Joining;

/// <summary>Reads and copies parts of files.</summary>
internal static class Ranges
{
    private const int CopyBytes = 128 * 1024;

    /// <exception cref="InvalidDataException">The file ends within the range.</exception>
    public static async ValueTask<byte[]> ReadAsync(IJoinSource source, long offset, int length, CancellationToken ct)
    {
        var bytes = new byte[length];
        if (length == 0) return bytes;
        await using var stream = await source.OpenAsync(offset, length, ct);
        var read = await stream.ReadAtLeastAsync(bytes, length, throwOnEndOfStream: false, ct);
        return read == length ? bytes : throw new InvalidDataException("it is shorter than it was");
    }

    /// <exception cref="InvalidDataException">The file ends within the range.</exception>
    public static async ValueTask CopyAsync(IJoinSource source, long offset, long length, Stream output, CancellationToken ct)
    {
        if (length == 0) return;
        await using var stream = await source.OpenAsync(offset, length, ct);
        var buffer = ArrayPool<byte>.Shared.Rent(CopyBytes);
        try
        {
            for (var left = length; left > 0;)
            {
                var read = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), ct);
                if (read == 0) throw new InvalidDataException("it is shorter than it was");
                await output.WriteAsync(buffer.AsMemory(0, read), ct);
                left -= read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
