using Hydrant.Formats.Orc.Streams;

namespace Hydrant.Formats.Orc.Encodings;

/// <summary>
/// Integer run length encoding version 2. Values are gathered up to the longest run the format allows, long repeats in
/// them are cut out, and what lies between is written in whichever of the four encodings takes fewest bytes.
/// </summary>
internal sealed class RunLengthV2Writer(OutStream output, bool signed) : IIntegerWriter
{
    public const int MaxRun = 512;

    // Cutting a repeat out costs two more headers; from this length it pays at any width of the values around it.
    private const int MinRepeat = 24;

    private const int SmallestHeld = 32;

    // Most streams of a small stripe never hold a whole run.
    private long[] _held = [];
    private int _count;

    public void Write(long value)
    {
        if (_count == _held.Length) Grow(1);
        _held[_count] = value;
        if (++_count == MaxRun) Flush();
    }

    public void Write(ReadOnlySpan<long> values)
    {
        while (!values.IsEmpty)
        {
            var part = Math.Min(values.Length, MaxRun - _count);
            if (_count + part > _held.Length) Grow(part);
            values[..part].CopyTo(_held.AsSpan(_count));
            values = values[part..];
            _count += part;
            if (_count == MaxRun) Flush();
        }
    }

    public void Flush()
    {
        var values = _held.AsSpan(0, _count);
        _count = 0;
        var start = 0;
        for (var at = 0; at < values.Length;)
        {
            var repeat = RepeatAt(values, at);
            if (repeat >= MinRepeat)
            {
                WriteRun(values[start..at]);
                WriteRun(values.Slice(at, repeat));
                start = at + repeat;
            }

            at += repeat;
        }

        WriteRun(values[start..]);
    }

    private void Grow(int more)
    {
        var length = Math.Clamp(Math.Max(_count + more, _held.Length * 4), SmallestHeld, MaxRun);
        Array.Resize(ref _held, length);
    }

    private static int RepeatAt(ReadOnlySpan<long> values, int at)
    {
        var length = values[(at + 1)..].IndexOfAnyExcept(values[at]);
        return length < 0 ? values.Length - at : length + 1;
    }

    private void WriteRun(ReadOnlySpan<long> values)
    {
        if (values.IsEmpty) return;

        Span<byte> bytes = stackalloc byte[RunV2.MaxLength];
        output.Write(bytes[..RunV2.Write(values, signed, bytes)]);
    }
}
