namespace Hydrant.Formats.Orc.Encodings;

/// <summary>What one pass over a run's values finds out for the choice of its encoding.</summary>
/// <param name="Bits">Of the largest value as it would be written directly.</param>
/// <param name="Range">Largest less smallest value.</param>
/// <param name="IsMonotonic">
/// All steps have the first one's sign and it is not zero, or all are the same; none overflows.
/// </param>
/// <param name="IsFixedStep">All steps are the same.</param>
/// <param name="StepBits">Of the largest step behind the first.</param>
internal readonly record struct RunFacts(
    long Min, ulong Range, int Bits, bool IsMonotonic, bool IsFixedStep, int StepBits)
{
    public static RunFacts Of(ReadOnlySpan<long> values, bool signed)
    {
        var min = values[0];
        var max = values[0];
        foreach (var value in values)
        {
            min = Math.Min(min, value);
            max = Math.Max(max, value);
        }

        var bits = signed
            ? Math.Max(BitWidths.Of(Varints.ZigZag(min)), BitWidths.Of(Varints.ZigZag(max)))
            : BitWidths.Of((ulong)(min < 0 ? min : max));
        var range = unchecked((ulong)max - (ulong)min);

        // No step can overflow while the range itself does not.
        if (values.Length < 2 || range > long.MaxValue) return new(min, range, bits, false, false, 0);

        var first = values[1] - values[0];
        var allBits = 0UL;
        var rises = first > 0;
        var falls = first < 0;
        var isFixed = true;
        for (var i = 2; i < values.Length && (rises || falls || isFixed); i++)
        {
            var step = values[i] - values[i - 1];
            rises &= step >= 0;
            falls &= step <= 0;
            isFixed &= step == first;
            allBits |= (ulong)Math.Abs(step);
        }

        return new(min, range, bits, rises || falls || isFixed, isFixed, BitWidths.Of(allBits));
    }
}
