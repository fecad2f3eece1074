using FsCheck;
using FsCheck.Fluent;

namespace Hydrant.Formats.Tests.Orc;

/// <summary>Integers as columns have them: noise of any width, repeats, steps, and mixtures with a few far outside.</summary>
internal static class Numbers
{
    public static Arbitrary<long[]> Signed { get; } = Any(signed: true).ToArbitrary();

    public static Arbitrary<long[]> Unsigned { get; } = Any(signed: false).ToArbitrary();

    private static Gen<long[]> Any(bool signed) =>
        from parts in Gen.Choose(0, 6)
        from values in Part(signed).ListOf(parts)
        select values.SelectMany(part => part).ToArray();

    private static Gen<long[]> Part(bool signed) =>
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from length in Gen.Frequency((2, Gen.Choose(1, 12)), (1, Gen.Choose(1, 1_500)))
        from bits in Gen.Choose(0, 63)
        from kind in Gen.Choose(0, 4)
        select Part(new Random(seed), length, bits, kind, signed);

    private static long[] Part(Random random, int length, int bits, int kind, bool signed)
    {
        var start = Noise(random, bits, signed);
        var step = random.NextInt64(-200, 200);
        var values = new long[length];
        for (var i = 0; i < length; i++)
        {
            var value = kind switch
            {
                0 => Noise(random, bits, signed),
                1 => start,
                2 => unchecked(start + (i * step)),
                3 => i == 0 ? start : unchecked(values[i - 1] + random.NextInt64(0, 1L << Math.Min(bits, 40))),
                _ => unchecked((start >> 9) + (random.Next(40) == 0 ? Noise(random, bits, signed: false) : random.Next(50))),
            };
            values[i] = signed ? value : value & long.MaxValue;
        }

        return values;
    }

    private static long Noise(Random random, int bits, bool signed)
    {
        var value = (long)((ulong)random.NextInt64(long.MinValue, long.MaxValue) >> (63 - bits));
        return signed ? random.Next(2) == 0 ? value : unchecked(-value) : value & long.MaxValue;
    }
}
