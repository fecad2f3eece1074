using System.Numerics;

namespace Hydrant.Formats.Orc.Encodings;

/// <summary>The widths that a run of version 2 can have, with their five-bit codes.</summary>
internal static class BitWidths
{
    /// <summary>The bits a value takes; 0 for 0.</summary>
    public static int Of(ulong value) => 64 - BitOperations.LeadingZeroCount(value);

    /// <summary>The smallest width of the format that holds so many bits; at least 1.</summary>
    public static int Fit(int bits) => bits switch
    {
        <= 1 => 1,
        <= 24 => bits,
        <= 32 => (bits + 1) & ~1,
        _ => (bits + 7) & ~7,
    };

    /// <summary>How a header names one of those widths.</summary>
    public static int Code(int width) => width switch
    {
        <= 24 => width - 1,
        <= 32 => 24 + ((width - 26) / 2),
        _ => 28 + ((width - 40) / 8),
    };

    /// <summary>Bytes of so many values of that width.</summary>
    public static int PackedLength(int count, int width) => ((count * width) + 7) >> 3;
}
