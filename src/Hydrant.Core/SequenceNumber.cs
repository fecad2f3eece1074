using System.Globalization;
using System.Numerics;

namespace Hydrant.Core;

/// <summary>
/// What users see of a record's place: a decimal number of about 56 digits, ascending within a shard. In hexadecimal it
/// has 47 digits, version 2 of the layout AWS uses today (docs/specs/sequence-numbers.md):
/// <code>
///  0      '2'
///  1..9   creation time of the shard, epoch seconds
/// 10      lowest digit of the shard index
/// 11..26  counter, 0 to 7fffffffffffffff
/// 27..28  zero
/// 29..37  time of the record, epoch seconds
/// 38..45  shard index
/// 46      '2'
/// </code>
/// </summary>
/// <param name="ShardCreated">Epoch seconds, below 16025175000.</param>
/// <param name="Shard">Index of the shard.</param>
/// <param name="Counter">0 for the start of the shard; a record at offset n has n + 1.</param>
/// <param name="RecordTime">Epoch seconds at which the record arrived.</param>
public readonly record struct SequenceNumber(long ShardCreated, int Shard, long Counter, long RecordTime)
    : IComparable<SequenceNumber>
{
    private const long MaxShardCreated = 16_025_175_000;
    private const long LastCounter = long.MaxValue;
    private const int TimeBits = 36;
    private const int GroupDigits = 19;

    private static ReadOnlySpan<byte> Pairs =>
        "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"u8
        + "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899"u8;

    /// <summary>The longest text there is: numbers of 47 hexadecimal digits have at most 57 decimal ones.</summary>
    public const int MaxChars = 57;

    /// <summary>The StartingSequenceNumber of a shard; every record of the shard is greater.</summary>
    public static SequenceNumber Start(long shardCreated, ShardId shard) => new(shardCreated, shard.Index, 0, shardCreated);

    /// <summary>The EndingSequenceNumber of a shard closed at that time; every record of the shard is smaller.</summary>
    public static SequenceNumber End(long shardCreated, ShardId shard, long closed) =>
        new(shardCreated, shard.Index, LastCounter, closed);

    /// <summary>The number of the record at that offset of the shard's log.</summary>
    public static SequenceNumber Of(long shardCreated, ShardId shard, LogOffset offset, long recordTime) =>
        new(shardCreated, shard.Index, offset.Value + 1, recordTime);

    /// <summary>
    /// The place before the record at that offset, whether there is one yet or not. No record has this number: it has the
    /// record's counter and no time, so it is greater than every record before and smaller than the record itself.
    /// </summary>
    public static SequenceNumber Before(long shardCreated, ShardId shard, LogOffset offset) =>
        new(shardCreated, shard.Index, offset.Value + 1, 0);

    /// <summary>The offset of the first record whose number is greater.</summary>
    public LogOffset OffsetAfter => RecordTime == 0 ? Offset : new(Counter);

    /// <summary>The offset whose record has this number; that of the first record for the start of the shard.</summary>
    public LogOffset Offset => new(Math.Max(0, Counter - 1));

    /// <summary>Reads version 2. Older versions, and numbers that are none, are refused.</summary>
    public static bool TryParse(ReadOnlySpan<char> digits, out SequenceNumber number)
    {
        number = default;
        if (digits.Length > MaxChars || digits.ContainsAnyExceptInRange('0', '9')) return false;
        if (!BigInteger.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value)) return false;
        if (value.IsZero || value.GetBitLength() != 186 || value >> 184 != 2 || (value & 0xF) != 2) return false;

        var shard = (uint)(ulong)((value >> 4) & uint.MaxValue);
        var recordTime = (long)((value >> 36) & ((1L << TimeBits) - 1));
        var gap = (int)((value >> 72) & 0xFF);
        var counter = (ulong)((value >> 80) & ulong.MaxValue);
        var lowDigit = (int)((value >> 144) & 0xF);
        var created = (long)((value >> 148) & ((1L << TimeBits) - 1));
        if (counter > LastCounter || created >= MaxShardCreated || gap != 0 || lowDigit != (int)(shard & 0xF)) return false;
        if (shard > int.MaxValue) return false; // No shard has it, and no name could be made of it.

        number = new SequenceNumber(created, (int)shard, (long)counter, recordTime);
        return true;
    }

    /// <summary>Numeric order, field by field from the highest digit down.</summary>
    public int CompareTo(SequenceNumber other)
    {
        var order = ShardCreated.CompareTo(other.ShardCreated);
        if (order == 0) order = (Shard & 0xF).CompareTo(other.Shard & 0xF);
        if (order == 0) order = Counter.CompareTo(other.Counter);
        if (order == 0) order = RecordTime.CompareTo(other.RecordTime);
        return order != 0 ? order : ((uint)Shard).CompareTo((uint)other.Shard);
    }

    /// <summary>Writes the decimal digits as ASCII into at most <see cref="MaxChars"/> bytes; returns how many there are.</summary>
    public int Format(Span<byte> target)
    {
        // The 186 bits as three words, then the decimal digits in three groups of 19 from the right.
        var low = ((ulong)(uint)Shard << 4) | 2 | ((ulong)RecordTime << 36);
        var middle = ((ulong)RecordTime >> 28) | ((ulong)Counter << 16);
        var high = ((ulong)Counter >> 48) | ((ulong)(Shard & 0xF) << 16) | ((ulong)ShardCreated << 20) | (2UL << 56);

        const ulong group = 10_000_000_000_000_000_000;
        Span<ulong> groups = stackalloc ulong[3];
        for (var i = 2; i >= 0; i--)
        {
            (high, var rest) = Math.DivRem(high, group);
            (middle, rest) = Divide(rest, middle);
            (low, groups[i]) = Divide(rest, low);
        }

        Invariant.That((high | middle | low) == 0);
        // A number of 186 bits has 56 or 57 digits, so that the first group is never zero.
        groups[0].TryFormat(target, out var written, default, CultureInfo.InvariantCulture);
        WriteGroup(groups[1], target[written..]);
        WriteGroup(groups[2], target[(written + GroupDigits)..]);
        return written + (2 * GroupDigits);

        static (ulong Quotient, ulong Remainder) Divide(ulong rest, ulong word)
        {
            var (quotient, remainder) = UInt128.DivRem(new UInt128(rest, word), group);
            return ((ulong)quotient, (ulong)remainder);
        }
    }

    // All digits of a group, zeros in front too. Two at a time: a page of records prints twenty thousand of them.
    private static void WriteGroup(ulong value, Span<byte> target)
    {
        for (var at = GroupDigits - 2; at > 0; at -= 2)
        {
            (value, var two) = Math.DivRem(value, 100);
            Pairs.Slice((int)two * 2, 2).CopyTo(target[at..]);
        }

        target[0] = (byte)('0' + value);
    }

    public override string ToString()
    {
        Span<byte> digits = stackalloc byte[MaxChars];
        return System.Text.Encoding.ASCII.GetString(digits[..Format(digits)]);
    }
}
