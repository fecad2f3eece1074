using System.Buffers;
using Hydrant.Core;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Compression;

namespace Hydrant.Formats.Joining;

/// <summary>
/// Texts one behind the other, decompressed and compressed again as one. No byte of content is added or lost
/// (docs/specs/compaction.md).
/// </summary>
internal sealed class TextJoin(ICompressionFormat format) : IFileJoin
{
    // ZIP's sizes have 32 bits, and nobody waits for a file that unpacks to more.
    private const long MaxContentBytes = 1L << 31;
    private const int BufferBytes = 64 * 1024;

    public async ValueTask<Outcome<JoinFacts>> InspectAsync(IJoinSource source, CancellationToken ct)
    {
        var scan = new TextScan();
        try
        {
            await ReadAsync(source, (bytes, _) =>
            {
                scan.Add(bytes.Span);
                if (scan.Bytes > MaxContentBytes) throw new InvalidDataException($"it unpacks to more than {MaxContentBytes} bytes");
                return ValueTask.CompletedTask;
            }, ct);
        }
        catch (InvalidDataException damage)
        {
            return Fault.InvalidArgument(damage.Message);
        }

        if (scan.IsBinary) return Fault.InvalidArgument("it has a zero byte and is no text");
        if (scan.HasMark) return Fault.InvalidArgument("it begins with a byte order mark, which must not stand amid a text");
        if (scan.EndsLines) return new JoinFacts($"{format.Name} lines", scan.Bytes, 0);
        if (scan.IsObjects) return new JoinFacts($"{format.Name} objects", scan.Bytes, 0);
        return Fault.InvalidArgument("its last line has no end: another text behind it would become part of its last record");
    }

    public async ValueTask<Fault?> WriteAsync(
        IReadOnlyList<IJoinSource> sources, Stream output, CompressionSeed seed, CancellationToken ct)
    {
        using var compressor = format.Start(seed);
        using var ready = new ByteBuffer();
        foreach (var source in sources)
        {
            try
            {
                await ReadAsync(source, (bytes, token) =>
                {
                    compressor.Write(bytes.Span, ready);
                    return ready.Count < BufferBytes ? ValueTask.CompletedTask : FlushAsync(ready, output, token);
                }, ct);
            }
            catch (InvalidDataException damage)
            {
                return Fault.InvalidArgument($"{source.Name}: {damage.Message}");
            }
        }

        compressor.Finish(ready);
        await FlushAsync(ready, output, ct);
        return null;
    }

    private static async ValueTask FlushAsync(ByteBuffer ready, Stream output, CancellationToken ct)
    {
        await output.WriteAsync(ready.WrittenMemory, ct);
        ready.Clear();
    }

    private async ValueTask ReadAsync(
        IJoinSource source, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> take, CancellationToken ct)
    {
        if (source.Length == 0) return;
        await using var stored = await source.OpenAsync(0, source.Length, ct);
        await using var content = format.Open(stored);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            while (await content.ReadAsync(buffer.AsMemory(0, BufferBytes), ct) is > 0 and var read)
                await take(buffer.AsMemory(0, read), ct);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
