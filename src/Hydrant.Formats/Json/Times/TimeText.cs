namespace Hydrant.Formats.Json.Times;

/// <summary>Dates and moments as text, in the forms that the deserializers take without being told a pattern.</summary>
internal ref struct TimeText
{
    private readonly ReadOnlySpan<byte> _text;
    private int _at;

    private TimeText(ReadOnlySpan<byte> text) => _text = text;

    /// <summary><c>yyyy-[M]M-[d]d</c>.</summary>
    public static bool TryDate(ReadOnlySpan<byte> text, out int days)
    {
        var reader = new TimeText(text);
        return reader.Date(out days) && reader._at == text.Length;
    }

    /// <summary><c>yyyy-[M]M-[d]d HH:mm:ss[.S]</c> with up to nine digits behind the point.</summary>
    public static bool TryPlain(ReadOnlySpan<byte> text, out long seconds, out int nanos)
    {
        var reader = new TimeText(text);
        return reader.Moment(" "u8, out seconds, out nanos) && reader._at == text.Length;
    }

    /// <summary>
    /// The plain form, or with <c>T</c> between and <c>Z</c> or an offset such as <c>+01:00</c> behind.
    /// </summary>
    public static bool TryIso(ReadOnlySpan<byte> text, out long seconds, out int nanos)
    {
        var reader = new TimeText(text);
        if (!reader.Moment(" T"u8, out seconds, out nanos)) return false;
        if (reader._at < text.Length)
        {
            if (!reader.Offset(out var offset)) return false;
            seconds -= offset;
        }

        return reader._at == text.Length;
    }

    private bool Moment(ReadOnlySpan<byte> between, out long seconds, out int nanos)
    {
        (seconds, nanos) = (0, 0);
        if (!Date(out var days) || _at == _text.Length || !between.Contains(_text[_at])) return false;
        _at++;
        if (!Digits(1, 2, out var hour) || hour > 23 || !Take(':')) return false;
        if (!Digits(1, 2, out var minute) || minute > 59 || !Take(':')) return false;
        if (!Digits(1, 2, out var second) || second > 59) return false;
        seconds = (days * 86_400L) + (hour * 3_600) + (minute * 60) + second;
        return !Take('.') || Fraction(out nanos);
    }

    private bool Date(out int days)
    {
        days = 0;
        if (!Digits(4, 4, out var year) || !Take('-') || !Digits(1, 2, out var month)
            || !Take('-') || !Digits(1, 2, out var day) || !CivilDays.Exists(year, month, day)) return false;
        days = CivilDays.Of(year, month, day);
        return true;
    }

    private bool Fraction(out int nanos)
    {
        var start = _at;
        if (!Digits(1, 9, out nanos)) return false;
        for (var i = _at - start; i < 9; i++) nanos *= 10;
        return true;
    }

    private bool Offset(out int seconds)
    {
        seconds = 0;
        if (Take('Z')) return true;
        var west = Take('-');
        if (!west && !Take('+')) return false;
        if (!Digits(2, 2, out var hours) || hours > 18) return false;
        Take(':');
        if (!Digits(2, 2, out var minutes) || minutes > 59) return false;
        seconds = (hours * 3_600) + (minutes * 60);
        if (west) seconds = -seconds;
        return true;
    }

    private bool Digits(int min, int max, out int value)
    {
        value = 0;
        var start = _at;
        for (; _at < _text.Length && _at - start < max && (uint)(_text[_at] - '0') <= 9; _at++)
            value = (value * 10) + (_text[_at] - '0');
        return _at - start >= min;
    }

    private bool Take(char expected)
    {
        if (_at >= _text.Length || _text[_at] != expected) return false;
        _at++;
        return true;
    }
}
