using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Hydrant.Delivery.Failures;

/// <summary>The lines of an object of the error output.</summary>
internal static class FailureLines
{
    // A record of 10 MiB in base64, and what is told of it.
    private const int MaxLine = 32 * 1024 * 1024;

    /// <summary>Record by record; memory holds one line.</summary>
    /// <exception cref="InvalidDataException">A line is none of ours, or the object is damaged.</exception>
    public static async IAsyncEnumerable<FailedRecord> ReadAsync(Stream content, [EnumeratorCancellation] CancellationToken ct)
    {
        var reader = PipeReader.Create(content, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
        for (long number = 1; ; number++)
        {
            var (line, isThere) = await NextAsync(reader, ct);
            if (!isThere) break;
            yield return FailedRecord.Read(line) ?? throw new InvalidDataException($"line {number} is no failed record");
        }

        await reader.CompleteAsync();
    }

    private static async ValueTask<(byte[] Line, bool IsThere)> NextAsync(PipeReader reader, CancellationToken ct)
    {
        while (true)
        {
            var read = await reader.ReadAsync(ct);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = read.Buffer.Slice(0, end).ToArray();
                reader.AdvanceTo(read.Buffer.GetPosition(1, end));
                return (line, true);
            }

            if (read.Buffer.Length > MaxLine) throw new InvalidDataException($"a line has more than {MaxLine} bytes");
            if (read.IsCompleted) return read.Buffer.IsEmpty ? ([], false) : throw new InvalidDataException("the last line has no end");
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
