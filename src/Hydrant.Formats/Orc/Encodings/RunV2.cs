using Hydrant.Core;

namespace Hydrant.Formats.Orc.Encodings;

/// <summary>
/// One run of version 2, of 1 to 512 values. Its first two bits name the encoding: 0 short repeat, 1 direct, 2 patched
/// base, 3 delta. All but the first go on with five bits for the width's code and nine for the length less one.
/// </summary>
internal static class RunV2
{
    /// <summary>The most bytes of a run: direct with 64 bits.</summary>
    public const int MaxLength = 2 + (RunLengthV2Writer.MaxRun * sizeof(long)) + 16;

    private const int Direct = 1;
    private const int Delta = 3;
    private const int MinShortRepeat = 3;
    private const int MaxShortRepeat = 10;

    public static int Write(ReadOnlySpan<long> values, bool signed, Span<byte> output)
    {
        Invariant.That(values.Length is > 0 and <= RunLengthV2Writer.MaxRun);

        if (values.Length >= MinShortRepeat && values.IndexOfAnyExcept(values[0]) < 0)
            return WriteRepeat(values[0], values.Length, signed, output);

        var facts = RunFacts.Of(values, signed);
        var width = BitWidths.Fit(facts.Bits);
        var direct = 2 + BitWidths.PackedLength(values.Length, width);
        var delta = facts.IsMonotonic ? DeltaLength(values, facts, signed) : int.MaxValue;
        if (delta < direct && delta <= PatchedBase.LeastLength(values.Length, facts))
            return WriteDelta(values, facts, signed, output);

        if (PatchedBase.TryWrite(values, facts, Math.Min(direct, delta), output, out var length)) return length;
        return delta < direct
            ? WriteDelta(values, facts, signed, output)
            : WriteDirect(values, width, signed, output);
    }

    /// <summary>Two bytes: encoding, width code, length less one.</summary>
    public static void WriteHeader(int encoding, int widthCode, int count, Span<byte> output)
    {
        output[0] = (byte)((encoding << 6) | (widthCode << 1) | ((count - 1) >> 8));
        output[1] = (byte)(count - 1);
    }

    // Short repeat: bytes of the value less one (three bits), count less three (three bits), the value big-endian.
    // A longer one is a delta run of step 0.
    private static int WriteRepeat(long value, int count, bool signed, Span<byte> output)
    {
        if (count > MaxShortRepeat)
        {
            WriteHeader(Delta, 0, count, output);
            var length = 2 + Varints.Write(output[2..], Encoded(value, signed));
            output[length] = 0;
            return length + 1;
        }

        var encoded = Encoded(value, signed);
        var bytes = Math.Max(1, (BitWidths.Of(encoded) + 7) / 8);
        output[0] = (byte)(((bytes - 1) << 3) | (count - MinShortRepeat));
        for (var i = 0; i < bytes; i++) output[1 + i] = (byte)(encoded >> (8 * (bytes - 1 - i)));
        return 1 + bytes;
    }

    private static int WriteDirect(ReadOnlySpan<long> values, int width, bool signed, Span<byte> output)
    {
        Span<ulong> encoded = stackalloc ulong[values.Length];
        for (var i = 0; i < values.Length; i++) encoded[i] = Encoded(values[i], signed);
        WriteHeader(Direct, BitWidths.Code(width), values.Length, output);
        return 2 + BitPacker.Pack(encoded, width, output[2..]);
    }

    // A width of one bit cannot be said: its code 0 means that every step is the first one.
    private static int DeltaWidth(in RunFacts facts) =>
        facts.IsFixedStep ? 0 : BitWidths.Fit(Math.Max(2, facts.StepBits));

    private static int DeltaLength(ReadOnlySpan<long> values, in RunFacts facts, bool signed) =>
        2 + Varints.LengthOf(Encoded(values[0], signed)) + Varints.LengthOf(Varints.ZigZag(values[1] - values[0]))
        + BitWidths.PackedLength(values.Length - 2, DeltaWidth(facts));

    // The first value as a varint, the first step as a signed one, the magnitudes of the others packed; the first
    // step's sign is that of all.
    private static int WriteDelta(ReadOnlySpan<long> values, in RunFacts facts, bool signed, Span<byte> output)
    {
        var width = DeltaWidth(facts);
        WriteHeader(Delta, width == 0 ? 0 : BitWidths.Code(width), values.Length, output);
        var length = 2 + Varints.Write(output[2..], Encoded(values[0], signed));
        length += Varints.Write(output[length..], Varints.ZigZag(values[1] - values[0]));
        if (width == 0) return length;

        Span<ulong> steps = stackalloc ulong[values.Length - 2];
        for (var i = 0; i < steps.Length; i++) steps[i] = (ulong)Math.Abs(values[i + 2] - values[i + 1]);
        return length + BitPacker.Pack(steps, width, output[length..]);
    }

    private static ulong Encoded(long value, bool signed) => signed ? Varints.ZigZag(value) : (ulong)value;
}
