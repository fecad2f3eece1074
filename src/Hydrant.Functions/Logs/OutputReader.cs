using System.Text;

namespace Hydrant.Functions.Logs;

/// <summary>
/// Reads what a process writes, line by line, into its function's log. A line that begins with the mark is the
/// bootstrap's own word that a call has written everything, and goes no further. A process that writes faster than the
/// log takes it waits in its own write.
/// </summary>
internal sealed class OutputReader(Stream output, FunctionLog log, LogTail tail, string mark)
{
    /// <summary>A longer line is cut into lines of this many bytes.</summary>
    private const int MaxLine = 64 * 1024;

    private readonly byte[] _mark = Encoding.ASCII.GetBytes(mark);
    private readonly byte[] _buffer = new byte[MaxLine];
    private volatile TaskCompletionSource _marked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the present call has written everything.</summary>
    public Task Marked => _marked.Task;

    public void BeginCall()
    {
        _marked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        tail.Clear();
    }

    /// <summary>Reads to the end; completes when no process of the group holds the stream any more.</summary>
    public async Task RunAsync()
    {
        var filled = 0;
        while (true)
        {
            int read;
            try
            {
                read = await output.ReadAsync(_buffer.AsMemory(filled));
            }
            catch (Exception closed) when (closed is IOException or ObjectDisposedException)
            {
                read = 0;
            }

            filled = Take(filled + read, isEnd: read == 0);
            if (read == 0) return;
        }
    }

    /// <summary>Writes the whole lines of the buffer; the number of bytes that stay in it.</summary>
    private int Take(int filled, bool isEnd)
    {
        var text = _buffer.AsSpan(0, filled);
        while (text.IndexOf((byte)'\n') is var end and >= 0)
        {
            Line(text[..(end + 1)]);
            text = text[(end + 1)..];
        }

        if (text.Length == _buffer.Length || (isEnd && !text.IsEmpty))
        {
            Line([.. text, (byte)'\n']);
            text = default;
        }

        text.CopyTo(_buffer);
        return text.Length;
    }

    private void Line(ReadOnlySpan<byte> line)
    {
        // The mark may follow a line that its writer did not end.
        var at = line.IndexOf(_mark);
        if (at != 0)
        {
            var own = at < 0 ? line : [.. line[..at], (byte)'\n'];
            log.Write(own);
            tail.Append(own);
        }

        if (at >= 0) _marked.TrySetResult();
    }
}
