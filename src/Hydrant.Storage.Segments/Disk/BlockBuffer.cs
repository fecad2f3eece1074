using System.Runtime.InteropServices;

namespace Hydrant.Storage.Segments.Disk;

/// <summary>Memory as devices take it without the kernel's help: it does not move, and begins and ends at a block.</summary>
internal sealed class BlockBuffer
{
    /// <summary>Bytes. Every device writes as much in one piece, or in pieces that divide it.</summary>
    public const int Block = 4096;

    private const int Least = 256 * 1024;
    private byte[] _bytes = [];
    private int _start;

    /// <summary>As many blocks as the length needs, with whatever stands in them. The ones taken before are gone.</summary>
    public Span<byte> Take(int length)
    {
        var blocks = (length + Block - 1) / Block * Block;
        if (_bytes.Length - _start < blocks)
        {
            _bytes = GC.AllocateUninitializedArray<byte>((int)Math.Max(Least, System.Numerics.BitOperations.RoundUpToPowerOf2((uint)blocks)) + Block, pinned: true);
            _start = (int)((Block - (Marshal.UnsafeAddrOfPinnedArrayElement(_bytes, 0) % Block)) % Block);
        }

        return _bytes.AsSpan(_start, blocks);
    }
}
