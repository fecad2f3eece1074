using System.Buffers;

namespace Hydrant.Delivery.Transforms.Fields;

/// <summary>Copies bytes with some of them replaced: what is not named stays as it was, to the byte.</summary>
internal ref struct JsonSplice(ReadOnlySpan<byte> source, IBufferWriter<byte> target)
{
    private readonly ReadOnlySpan<byte> _source = source;
    private int _done;

    /// <summary>Whether anything was replaced.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>Writes other bytes for those from <paramref name="start"/> to before <paramref name="end"/>; in ascending order.</summary>
    public void Replace(int start, int end, ReadOnlySpan<byte> bytes)
    {
        target.Write(_source[_done..start]);
        target.Write(bytes);
        _done = end;
        IsChanged = true;
    }

    public void Finish()
    {
        target.Write(_source[_done..]);
        _done = _source.Length;
    }
}
