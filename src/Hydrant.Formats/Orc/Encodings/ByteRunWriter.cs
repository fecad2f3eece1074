using Hydrant.Formats.Orc.Streams;

namespace Hydrant.Formats.Orc.Encodings;

/// <summary>
/// Byte run length encoding: a control byte 0..127 means that the byte behind stands 3..130 times, one of -1..-128 that
/// so many bytes follow as they are.
/// </summary>
internal sealed class ByteRunWriter(OutStream output)
{
    private const int MinRun = 3;
    private const int MaxRun = 127 + MinRun;
    private const int MaxLiterals = 128;

    // Literals gathered, or in a run one byte that stands _held times. The last _tail literals are the same.
    private readonly byte[] _literals = new byte[MaxLiterals];
    private int _held;
    private int _tail;
    private bool _isRun;

    public void Write(byte value)
    {
        if (_isRun)
        {
            if (value == _literals[0])
            {
                if (++_held == MaxRun) Flush();
                return;
            }

            Flush();
        }

        _tail = _held > 0 && _literals[_held - 1] == value ? _tail + 1 : 1;
        _literals[_held++] = value;
        if (_tail == MinRun) StartRun(value);
        else if (_held == MaxLiterals) Flush();
    }

    /// <summary>Ends the run under way.</summary>
    public void Flush()
    {
        if (_held == 0) return;
        if (_isRun)
        {
            output.Write([(byte)(_held - MinRun), _literals[0]]);
        }
        else
        {
            output.WriteByte((byte)-_held);
            output.Write(_literals.AsSpan(0, _held));
        }

        _held = 0;
        _tail = 0;
        _isRun = false;
    }

    private void StartRun(byte value)
    {
        _held -= MinRun;
        Flush();
        _literals[0] = value;
        _held = MinRun;
        _isRun = true;
    }
}
