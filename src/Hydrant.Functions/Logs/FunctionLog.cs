using System.Text;
using Hydrant.Core;

namespace Hydrant.Functions.Logs;

/// <summary>
/// What the processes of one function write: a file of bounded size, and one older file beside it. Each process writes
/// whole lines. Safe from any thread.
/// </summary>
internal sealed class FunctionLog(string path, ByteSize limit) : IDisposable
{
    private readonly Lock _gate = new();
    private FileStream? _file;
    private bool _isClosed;

    public void Write(ReadOnlySpan<byte> lines)
    {
        lock (_gate)
        {
            if (_isClosed) return;
            _file ??= Open();
            if (_file.Length > 0 && _file.Length + lines.Length > limit.Bytes)
            {
                _file.Dispose();
                File.Move(path, path + ".1", overwrite: true);
                _file = Open();
            }

            _file.Write(lines);
        }
    }

    public void Write(string line) => Write(Encoding.UTF8.GetBytes(line + "\n"));

    public void Dispose()
    {
        lock (_gate)
        {
            _file?.Dispose();
            _isClosed = true;
        }
    }

    private FileStream Open()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
    }
}
