namespace Hydrant.Formats.Orc.Encodings;

/// <summary>
/// A run of mostly small differences from its smallest value and a few large ones. Behind the header's two bytes: bytes
/// of the base less one (three bits), code of the patches' width (five); bits of a gap less one (three), patches
/// (five); the base big-endian, its highest bit the sign; the lower bits of all differences; the patches, each the
/// distance from the one before and the upper bits that were cut off. A distance above 255 is bridged by patches of
/// zero.
/// </summary>
internal static class PatchedBase
{
    private const int Encoding = 2;
    private const int MaxPatches = 31;
    private const int MaxGap = 255;
    private const int HeaderLength = 4;

    // Readers hold the base in 56 bits and a sign.
    private const long BaseLimit = 1L << 55;

    /// <summary>No such run of these values is shorter; <see cref="int.MaxValue"/> when there is none at all.</summary>
    public static int LeastLength(int count, in RunFacts facts) =>
        IsPossible(count, facts) ? HeaderLength + 1 + BitWidths.PackedLength(count, 1) : int.MaxValue;

    /// <summary>Writes the run if it becomes shorter than <paramref name="limit"/> bytes.</summary>
    public static bool TryWrite(
        ReadOnlySpan<long> values, in RunFacts facts, int limit, Span<byte> output, out int length)
    {
        length = 0;
        if (!IsPossible(values.Length, facts)) return false;

        Span<int> histogram = stackalloc int[65];
        foreach (var value in values) histogram[BitWidths.Of(unchecked((ulong)value - (ulong)facts.Min))]++;
        var allBits = BitWidths.Of(facts.Range);
        var baseBytes = BaseBytes(facts.Min);

        // Patches counted without bridges: what is written may be a little longer, which the last check finds.
        var best = (Length: limit, Width: 0, PatchBits: 0);
        var patches = 0;
        for (var bits = allBits; bits > 1 && patches <= MaxPatches; bits--)
        {
            patches += histogram[bits];
            var width = bits - 1;
            if (patches > MaxPatches || BitWidths.Fit(width) != width) continue;
            var patchBits = BitWidths.Fit(allBits - width);
            if (patchBits > 56) continue;
            var patchLength = BitWidths.PackedLength(patches, BitWidths.Fit(patchBits + 1));
            var total = HeaderLength + baseBytes + BitWidths.PackedLength(values.Length, width) + patchLength;
            if (total < best.Length) best = (total, width, patchBits);
        }

        if (best.Width == 0) return false;
        length = Write(values, facts.Min, best.Width, best.PatchBits, output);
        return length > 0 && length < limit;
    }

    private static bool IsPossible(int count, in RunFacts facts) =>
        count > 8 && facts.Range <= long.MaxValue && facts.Min > -BaseLimit && facts.Min < BaseLimit;

    private static int BaseBytes(long min) => (BitWidths.Of((ulong)Math.Abs(min)) / 8) + 1;

    private static int Write(ReadOnlySpan<long> values, long min, int width, int patchBits, Span<byte> output)
    {
        Span<ulong> lower = stackalloc ulong[values.Length];
        Span<(int Gap, ulong Patch)> patches = stackalloc (int, ulong)[MaxPatches];
        var count = 0;
        var last = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var difference = (ulong)(values[i] - min);
            lower[i] = difference & ((1UL << width) - 1);
            var upper = difference >> width;
            if (upper == 0) continue;
            var gap = i - last;
            for (; gap > MaxGap; gap -= MaxGap)
            {
                if (count == MaxPatches) return 0;
                patches[count++] = (MaxGap, 0);
            }

            if (count == MaxPatches) return 0;
            patches[count++] = (gap, upper);
            last = i;
        }

        return Write(lower, min, width, patchBits, patches[..count], output);
    }

    private static int Write(
        ReadOnlySpan<ulong> lower, long min, int width, int patchBits, ReadOnlySpan<(int Gap, ulong Patch)> patches,
        Span<byte> output)
    {
        var gapBits = 1;
        foreach (var (gap, _) in patches) gapBits = Math.Max(gapBits, BitWidths.Of((ulong)gap));
        if (gapBits + patchBits > 64) return 0;

        var baseBytes = BaseBytes(min);
        RunV2.WriteHeader(Encoding, BitWidths.Code(width), lower.Length, output);
        output[2] = (byte)(((baseBytes - 1) << 5) | BitWidths.Code(patchBits));
        output[3] = (byte)(((gapBits - 1) << 5) | patches.Length);
        var length = HeaderLength;
        var magnitude = (ulong)Math.Abs(min) | (min < 0 ? 1UL << ((baseBytes * 8) - 1) : 0);
        for (var i = baseBytes - 1; i >= 0; i--) output[length++] = (byte)(magnitude >> (8 * i));
        length += BitPacker.Pack(lower, width, output[length..]);

        Span<ulong> packed = stackalloc ulong[patches.Length];
        for (var i = 0; i < patches.Length; i++) packed[i] = ((ulong)patches[i].Gap << patchBits) | patches[i].Patch;
        return length + BitPacker.Pack(packed, BitWidths.Fit(gapBits + patchBits), output[length..]);
    }
}
