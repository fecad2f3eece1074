namespace Hydrant.Formats.Joining;

/// <summary>Looks at a text as it goes by, for whether another one can stand behind it without gluing two records.</summary>
internal sealed class TextScan
{
    private readonly byte[] _head = new byte[3];
    private byte _last;
    private bool _hasNul;
    private bool _hasNewline;

    public long Bytes { get; private set; }

    /// <summary>Every record ends with a newline.</summary>
    public bool EndsLines => Bytes == 0 || _last == '\n';

    /// <summary>JSON objects one behind the other on what is a single line: each one says where it ends.</summary>
    public bool IsObjects => !_hasNewline && Bytes > 1 && _head[0] == '{' && _last == '}';

    public bool IsBinary => _hasNul;

    /// <summary>It begins with a byte order mark, which must not stand amid a text.</summary>
    public bool HasMark => Bytes >= 3 && _head is [0xef, 0xbb, 0xbf];

    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return;
        for (var i = Bytes; i < _head.Length && i - Bytes < bytes.Length; i++) _head[i] = bytes[(int)(i - Bytes)];
        _hasNul |= bytes.Contains((byte)0);
        _hasNewline |= bytes.Contains((byte)'\n');
        _last = bytes[^1];
        Bytes += bytes.Length;
    }
}
