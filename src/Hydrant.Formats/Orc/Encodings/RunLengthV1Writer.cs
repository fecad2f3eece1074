using Hydrant.Formats.Orc.Streams;

namespace Hydrant.Formats.Orc.Encodings;

/// <summary>
/// Integer run length encoding version 1: a control byte 0..127 means a run of 3..130 values, followed by the step
/// between them as one signed byte and the first as a varint; one of -1..-128 that so many varints follow. Signed
/// values are zigzag.
/// </summary>
internal sealed class RunLengthV1Writer(OutStream output, bool signed) : IIntegerWriter
{
    private const int MinRun = 3;
    private const int MaxRun = 127 + MinRun;
    private const int MaxLiterals = 128;

    // Literals gathered, or a run of _held values from _literals[0]. The last _tail literals are _delta apart.
    private readonly long[] _literals = new long[MaxLiterals];
    private int _held;
    private int _tail;
    private long _delta;
    private bool _isRun;

    public void Write(ReadOnlySpan<long> values)
    {
        foreach (var value in values) Write(value);
    }

    public void Write(long value)
    {
        if (_isRun)
        {
            if (value == unchecked(_literals[0] + (_delta * _held)))
            {
                if (++_held == MaxRun) Flush();
                return;
            }

            Flush();
        }

        if (_tail > 0)
        {
            var delta = unchecked(value - _literals[_held - 1]);
            _tail = _tail > 1 && delta == _delta ? _tail + 1 : IsStep(value, _literals[_held - 1], delta) ? 2 : 1;
            _delta = delta;
        }
        else
        {
            _tail = 1;
        }

        _literals[_held++] = value;
        if (_tail == MinRun) StartRun();
        else if (_held == MaxLiterals) Flush();
    }

    public void Flush()
    {
        if (_held == 0) return;
        Span<byte> bytes = stackalloc byte[1 + (MaxLiterals * Varints.MaxLength)];
        var length = 0;
        if (_isRun)
        {
            bytes[length++] = (byte)(_held - MinRun);
            bytes[length++] = (byte)_delta;
            length += Varints.Write(bytes[length..], Encoded(_literals[0]));
        }
        else
        {
            bytes[length++] = (byte)-_held;
            foreach (var literal in _literals.AsSpan(0, _held))
                length += Varints.Write(bytes[length..], Encoded(literal));
        }

        output.Write(bytes[..length]);
        _held = 0;
        _tail = 0;
        _isRun = false;
    }

    private static bool IsStep(long value, long before, long delta) =>
        delta is >= sbyte.MinValue and <= sbyte.MaxValue && delta > 0 == value > before;

    private void StartRun()
    {
        var first = _literals[_held - MinRun];
        var delta = _delta;
        _held -= MinRun;
        Flush();
        _literals[0] = first;
        _delta = delta;
        _held = MinRun;
        _isRun = true;
    }

    private ulong Encoded(long value) => signed ? Varints.ZigZag(value) : (ulong)value;
}
