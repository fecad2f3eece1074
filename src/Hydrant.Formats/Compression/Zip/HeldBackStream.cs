namespace Hydrant.Formats.Compression.Zip;

/// <summary>All of a stream but its last bytes, which are kept.</summary>
internal sealed class HeldBackStream(Stream inner, int count) : ForwardStream
{
    private readonly byte[] _bytes = new byte[count + (32 * 1024)];
    private int _filled;
    private int _given;
    private bool _atEnd;

    /// <summary>The last bytes, when all others were read; fewer when the stream has fewer.</summary>
    public ReadOnlySpan<byte> HeldBack => _bytes.AsSpan(_given, _filled - _given);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty) return 0;
        while (_filled - _given <= count && !_atEnd)
        {
            if (_given > 0)
            {
                _bytes.AsSpan(_given, _filled - _given).CopyTo(_bytes);
                (_filled, _given) = (_filled - _given, 0);
            }

            var read = await inner.ReadAsync(_bytes.AsMemory(_filled), cancellationToken);
            _atEnd = read == 0;
            _filled += read;
        }

        var ready = Math.Min(buffer.Length, Math.Max(0, _filled - _given - count));
        _bytes.AsMemory(_given, ready).CopyTo(buffer);
        _given += ready;
        return ready;
    }
}
