namespace Hydrant.Functions.Logs;

/// <summary>The last bytes of what was written during one call. Safe from any thread.</summary>
internal sealed class LogTail
{
    /// <summary>As Lambda gives them.</summary>
    public const int Size = 4 * 1024;

    private readonly Lock _gate = new();
    private readonly byte[] _bytes = new byte[2 * Size];
    private int _length;

    public void Clear()
    {
        lock (_gate) _length = 0;
    }

    public void Append(ReadOnlySpan<byte> text)
    {
        lock (_gate)
        {
            if (text.Length > Size) text = text[^Size..];
            if (_length + text.Length > _bytes.Length)
            {
                var kept = Math.Min(_length, Size);
                _bytes.AsSpan(_length - kept, kept).CopyTo(_bytes);
                _length = kept;
            }

            text.CopyTo(_bytes.AsSpan(_length));
            _length += text.Length;
        }
    }

    public byte[] Copy()
    {
        lock (_gate) return _bytes.AsSpan(Math.Max(0, _length - Size), Math.Min(_length, Size)).ToArray();
    }
}
