using System.Globalization;

namespace Hydrant.Core;

/// <summary>A shard's place in the order in which its stream's shards were made, 0 to 2147483647. Never used twice.</summary>
public readonly record struct ShardId(int Index) : IComparable<ShardId>
{
    private const string Prefix = "shardId-";
    private const int Digits = 12;

    /// <summary>
    /// Reads what callers send. AWS is tolerant: what counts is the part after the first hyphen, or the whole text, and
    /// it must be a decimal number up to 2147483647.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ShardId id)
    {
        var hyphen = text.IndexOf('-');
        var digits = hyphen < 0 ? text : text[(hyphen + 1)..];
        var ok = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index);
        id = new ShardId(index);
        return ok;
    }

    public int CompareTo(ShardId other) => Index.CompareTo(other.Index);

    public override string ToString() =>
        string.Create(Prefix.Length + Digits, Index, static (target, index) => Write(target, index));

    /// <summary>Writes the 20 ASCII characters of the identifier; returns how many that are.</summary>
    public int Format(Span<byte> target)
    {
        Span<char> text = stackalloc char[Prefix.Length + Digits];
        Write(text, Index);
        return System.Text.Encoding.ASCII.GetBytes(text, target);
    }

    private static void Write(Span<char> target, int index)
    {
        Prefix.CopyTo(target);
        index.TryFormat(target[Prefix.Length..], out var written, "D12", CultureInfo.InvariantCulture);
        Invariant.That(written == Digits);
    }
}
