using Hydrant.Formats.Orc.Metadata;

namespace Hydrant.Formats.Orc.Joining;

/// <summary>
/// Least and largest value of a column, by the kind of its statistics. Kinds that are not here (decimals, truth values)
/// are not merged.
/// </summary>
internal sealed class OrcBounds
{
    private const int Integers = 2;
    private const int Doubles = 3;
    private const int Texts = 4;
    private const int Dates = 7;
    private const int Timestamps = 9;

    private readonly int _kind;
    private (long Least, long Largest)? _numbers;
    private (long Least, long Largest)? _utc;
    private (double Least, double Largest)? _doubles;
    private (ReadOnlyMemory<byte> Least, ReadOnlyMemory<byte> Largest)? _texts;

    private OrcBounds(int kind) => _kind = kind;

    /// <summary>Null when the column has none that can be merged.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    public static OrcBounds? Of(ProtoMessage column)
    {
        foreach (var kind in (int[])[Integers, Doubles, Texts, Dates, Timestamps])
        {
            if (column.BytesOf(kind) is not { } bytes) continue;
            var bounds = new OrcBounds(kind);
            return bounds.Read(new ProtoMessage(bytes)) ? bounds : null;
        }

        return null;
    }

    /// <summary>False when the other is of another kind, or lacks what this one has; then nothing is known of both.</summary>
    public bool TryAdd(OrcBounds other)
    {
        if (_kind != other._kind) return false;
        _numbers = Merge(_numbers, other._numbers);
        _utc = Merge(_utc, other._utc);
        if (_doubles is { } mine && other._doubles is { } theirs)
            _doubles = (Math.Min(mine.Least, theirs.Least), Math.Max(mine.Largest, theirs.Largest));
        if (_texts is { } text && other._texts is { } its)
        {
            _texts = (
                text.Least.Span.SequenceCompareTo(its.Least.Span) <= 0 ? text.Least : its.Least,
                text.Largest.Span.SequenceCompareTo(its.Largest.Span) >= 0 ? text.Largest : its.Largest);
        }

        return _numbers is not null || _utc is not null || _doubles is not null || _texts is not null;
    }

    public void Write(ProtoWriter column)
    {
        var message = new ProtoWriter();
        if (_numbers is { } numbers) message.Signed(1, numbers.Least).Signed(2, numbers.Largest);
        if (_utc is { } utc) message.Signed(3, utc.Least).Signed(4, utc.Largest);
        if (_doubles is { } doubles) message.Double(1, doubles.Least).Double(2, doubles.Largest);
        if (_texts is { } texts) message.Bytes(1, texts.Least.Span).Bytes(2, texts.Largest.Span);
        column.Message(_kind, message);
    }

    private static (long Least, long Largest)? Merge((long Least, long Largest)? one, (long Least, long Largest)? other) =>
        one is { } a && other is { } b ? (Math.Min(a.Least, b.Least), Math.Max(a.Largest, b.Largest)) : null;

    private bool Read(ProtoMessage bounds)
    {
        switch (_kind)
        {
            case Doubles:
                if (bounds.NumberOf(1) is not { } low || bounds.NumberOf(2) is not { } high) return false;
                var (least, largest) = (BitConverter.UInt64BitsToDouble(low), BitConverter.UInt64BitsToDouble(high));
                _doubles = (least, largest);
                return !double.IsNaN(least) && !double.IsNaN(largest);
            case Texts:
                // Cut texts are bounds and no values: of them nothing is said.
                if (bounds.BytesOf(1) is { } first && bounds.BytesOf(2) is { } last) _texts = (first, last);
                return _texts is not null;
            default:
                if (bounds.SignedOf(1) is { } min && bounds.SignedOf(2) is { } max) _numbers = (min, max);
                if (_kind == Timestamps && bounds.SignedOf(3) is { } from && bounds.SignedOf(4) is { } to) _utc = (from, to);
                return _numbers is not null || _utc is not null;
        }
    }
}
