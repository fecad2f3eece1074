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

    /// <summary>
    /// Ends the byte run, not the byte under way, for which the bits to skip are returned: later values share it, and it
    /// is the first byte of the run that follows.
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
