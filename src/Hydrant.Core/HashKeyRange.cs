namespace Hydrant.Core;

/// <summary>The hash keys one shard owns. Both ends belong to it, as on the wire, because 2^128 has no place in 128 bits.</summary>
public readonly record struct HashKeyRange(HashKey Start, HashKey End)
{
    public static readonly HashKeyRange Whole = new(HashKey.Min, HashKey.Max);

    public bool Contains(HashKey key) => key.Value >= Start.Value && key.Value <= End.Value;

    /// <summary>Divides the whole space evenly: width is floor(2^128 / count), and the last range takes the rest.</summary>
    public static HashKeyRange[] Even(int count)
    {
        Invariant.That(count >= 1);
        if (count == 1) return [Whole];

        // 2^128 itself does not fit: floor(2^128 / n) is floor((2^128 - 1) / n), plus one when n divides 2^128.
        var divisor = (UInt128)(uint)count;
        var (quotient, remainder) = UInt128.DivRem(UInt128.MaxValue, divisor);
        var width = remainder == divisor - 1 ? quotient + 1 : quotient;

        var ranges = new HashKeyRange[count];
        for (var i = 0; i < count; i++)
        {
            var start = width * (UInt128)(uint)i;
            var end = i == count - 1 ? UInt128.MaxValue : start + width - 1;
            ranges[i] = new HashKeyRange(new HashKey(start), new HashKey(end));
        }

        return ranges;
    }

    public override string ToString() => $"{Start}-{End}";
}
