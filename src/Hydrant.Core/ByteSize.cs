using System.Globalization;

namespace Hydrant.Core;

/// <summary>A number of bytes, so that no name has to say which unit it is in.</summary>
public readonly record struct ByteSize(long Bytes) : IComparable<ByteSize>
{
    public static ByteSize KiB(long count) => new(count * 1024);

    public static ByteSize MiB(long count) => new(count * 1024 * 1024);

    public static ByteSize GiB(long count) => new(count * 1024 * 1024 * 1024);

    public static bool operator <(ByteSize left, ByteSize right) => left.Bytes < right.Bytes;

    public static bool operator >(ByteSize left, ByteSize right) => left.Bytes > right.Bytes;

    public static bool operator <=(ByteSize left, ByteSize right) => left.Bytes <= right.Bytes;

    public static bool operator >=(ByteSize left, ByteSize right) => left.Bytes >= right.Bytes;

    /// <summary>Reads <c>64 MiB</c>, <c>64MiB</c>, <c>1GiB</c>, <c>512 KiB</c> or a plain number of bytes.</summary>
    public static bool TryParse(string text, out ByteSize size)
    {
        var (digits, unit) = text.Trim() switch
        {
            [.. var number, 'K', 'i', 'B'] => (number, 1024L),
            [.. var number, 'M', 'i', 'B'] => (number, 1024L * 1024),
            [.. var number, 'G', 'i', 'B'] => (number, 1024L * 1024 * 1024),
            var number => (number, 1L),
        };
        var ok = long.TryParse(digits.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count <= long.MaxValue / unit;
        size = ok ? new ByteSize(count * unit) : default;
        return ok;
    }

    public int CompareTo(ByteSize other) => Bytes.CompareTo(other.Bytes);

    public override string ToString() => Bytes switch
    {
        >= 1L << 30 when Bytes % (1L << 30) == 0 => $"{Bytes >> 30} GiB",
        >= 1L << 20 when Bytes % (1L << 20) == 0 => $"{Bytes >> 20} MiB",
        >= 1L << 10 when Bytes % (1L << 10) == 0 => $"{Bytes >> 10} KiB",
        _ => $"{Bytes} B",
    };
}
