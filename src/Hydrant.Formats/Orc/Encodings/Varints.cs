namespace Hydrant.Formats.Orc.Encodings;

/// <summary>Integers of seven bits a byte, lowest first, the top bit set on all but the last.</summary>
internal static class Varints
{
    public const int MaxLength = 10;

    /// <summary>Small magnitudes of either sign become small numbers.</summary>
    public static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    public static int Write(Span<byte> output, ulong value)
    {
        var length = 0;
        for (; value >= 0x80; value >>= 7) output[length++] = (byte)(value | 0x80);
        output[length++] = (byte)value;
        return length;
    }

    /// <summary>The same for the wide mantissa of a decimal, which takes at most 19 bytes.</summary>
    public static int WriteWide(Span<byte> output, Int128 value)
    {
        var rest = (UInt128)((value << 1) ^ (value >> 127));
        var length = 0;
        for (; rest >= 0x80; rest >>= 7) output[length++] = (byte)((byte)(rest & 0x7F) | 0x80);
        output[length++] = (byte)rest;
        return length;
    }

    public static int LengthOf(ulong value) => (70 - System.Numerics.BitOperations.LeadingZeroCount(value | 1)) / 7;
}
