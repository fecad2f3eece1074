using System.Buffers.Binary;

namespace Hydrant.Formats.Orc.Encodings;

/// <summary>Booleans, eight a byte from the highest bit, the bytes in byte run length encoding.</summary>
internal sealed class BitRunWriter(ByteRunWriter bytes)
{
    private int _bits;
    private int _held;

    public void Write(bool value)
    {
        if (value) _bits |= 0x80 >> _held;
        if (++_held == 8) EndByte();
    }

    public void WriteTrue(int count)
    {
        for (; count > 0 && _held > 0; count--) Write(true);
        for (; count >= 8; count -= 8) bytes.Write(0xFF);
        for (; count > 0; count--) Write(true);
    }

    /// <summary>Each byte is 0 or 1.</summary>
    public void Write(ReadOnlySpan<byte> flags)
    {
        while (_held > 0 && !flags.IsEmpty)
        {
            Write(flags[0] != 0);
            flags = flags[1..];
        }

        // The product gathers the eight lowest bits in its highest byte, the first flag on top.
        for (; flags.Length >= 8; flags = flags[8..])
            bytes.Write((byte)((BinaryPrimitives.ReadUInt64LittleEndian(flags) * 0x8040201008040201) >> 56));
        foreach (var flag in flags) Write(flag != 0);
    }

    /// <summary>
    /// Ends the byte run, not the byte under way, for which the bits to skip are returned: later values share it, and
    /// it is the first byte of the run that follows.
    /// </summary>
    public int EndRun()
    {
        bytes.Flush();
        return _held;
    }

    public void Flush()
    {
        if (_held > 0) EndByte();
        bytes.Flush();
    }

    private void EndByte()
    {
        bytes.Write((byte)_bits);
        _bits = 0;
        _held = 0;
    }
}
