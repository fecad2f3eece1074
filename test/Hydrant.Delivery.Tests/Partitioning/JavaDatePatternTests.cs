using System.Text;
using Hydrant.Delivery.Partitioning;
using NodaTime;

namespace Hydrant.Delivery.Tests.Partitioning;

/// <summary>Expected texts are those of java.time.format.DateTimeFormatter for the same instant, English.</summary>
public sealed class JavaDatePatternTests
{
    private static readonly Instant Instant = Instant.FromUtc(2018, 8, 27, 10, 30, 5).PlusNanoseconds(123_456_789);

    [Theory]
    [InlineData("yyyy/MM/dd/HH/", "2018/08/27/10/")]
    [InlineData("y yy yyy yyyy yyyyy", "2018 18 2018 2018 02018")]
    [InlineData("u uu uuuu", "2018 18 2018")]
    [InlineData("Y YY YYYY", "2018 18 2018")]
    [InlineData("M MM MMM MMMM MMMMM", "8 08 Aug August A")]
    [InlineData("L LL LLL LLLL LLLLL", "8 08 Aug August A")]
    [InlineData("Q QQ QQQ QQQQ QQQQQ", "3 03 Q3 3rd quarter 3")]
    [InlineData("q qq qqq qqqq", "3 03 Q3 3rd quarter")]
    [InlineData("D DD DDD", "239 239 239")]
    [InlineData("d dd", "27 27")]
    [InlineData("E EE EEE EEEE EEEEE", "Mon Mon Mon Monday M")]
    [InlineData("e ee eee eeee", "1 01 Mon Monday")]
    [InlineData("c ccc cccc", "1 Mon Monday")]
    [InlineData("w ww W F", "35 35 5 4")]
    [InlineData("a h hh K KK", "AM 10 10 10 10")]
    [InlineData("H HH k kk", "10 10 10 10")]
    [InlineData("m mm s ss", "30 30 5 05")]
    [InlineData("S SS SSS SSSSSS SSSSSSSSS", "1 12 123 123456 123456789")]
    [InlineData("A n N", "37805123 123456789 37805123456789")]
    [InlineData("G GGGG GGGGG", "AD Anno Domini A")]
    [InlineData("g B", "58357 in the morning")]
    [InlineData("z zzzz v O OOOO", "UTC Coordinated Universal Time UTC GMT GMT")]
    [InlineData("X XX XXX x xx xxx", "Z Z Z +00 +0000 +00:00")]
    [InlineData("Z ZZZ ZZZZ ZZZZZ", "+0000 +0000 GMT Z")]
    [InlineData("'year='yyyy", "year=2018")]
    [InlineData("h 'o''clock'", "10 o'clock")]
    [InlineData("''yy", "'18")]
    [InlineData("yyyy[-MM]", "2018-08")]
    [InlineData("", "")]
    public void A_pattern_prints_what_Java_prints(string pattern, string expected) =>
        Print(pattern, Instant.InUtc()).ShouldBe(expected);

    [Theory]
    [InlineData("Asia/Kolkata", "yyyy-MM-dd HH:mm z X XX XXX Z O OOOO", "2018-08-27 16:00 IST +0530 +0530 +05:30 +0530 GMT+5:30 GMT+05:30")]
    [InlineData("America/New_York", "HH z x ZZZZ", "06 EDT -04 GMT-04:00")]
    [InlineData("Pacific/Auckland", "dd HH a h", "27 22 PM 10")]
    public void A_pattern_prints_the_time_of_its_zone(string zone, string pattern, string expected) =>
        Print(pattern, Instant.InZone(DateTimeZoneProviders.Tzdb[zone])).ShouldBe(expected);

    [Theory]
    [InlineData(2018, 12, 31, "2019-W01-1")]
    [InlineData(2021, 1, 3, "2020-W53-7")]
    [InlineData(2026, 1, 1, "2026-W01-4")]
    public void Weeks_are_those_of_ISO_8601(int year, int month, int day, string expected) =>
        Print("YYYY-'W'ww-e", Instant.FromUtc(year, month, day, 0, 0).InUtc()).ShouldBe(expected);

    [Theory]
    [InlineData(2018, 8, 1, 1)] // A Wednesday: its week has five days of August.
    [InlineData(2018, 6, 3, 0)] // Friday to Sunday only: too few for a week of June.
    [InlineData(2018, 6, 4, 1)]
    [InlineData(2018, 6, 30, 4)]
    public void The_first_week_of_a_month_has_four_days_at_least(int year, int month, int day, int week) =>
        Print("W", Instant.FromUtc(year, month, day, 0, 0).InUtc()).ShouldBe($"{week}");

    [Theory]
    [InlineData(0, "12 0 24 0")]
    [InlineData(12, "12 0 12 12")]
    [InlineData(23, "11 11 23 23")]
    public void Hours_are_counted_in_four_ways(int hour, string expected) =>
        Print("h K k H", Instant.FromUtc(2018, 8, 27, hour, 15).InUtc()).ShouldBe(expected);

    [Theory]
    [InlineData("C"), InlineData("I"), InlineData("J"), InlineData("P"), InlineData("R"), InlineData("T"), InlineData("U")]
    [InlineData("V"), InlineData("b"), InlineData("f"), InlineData("i"), InlineData("j"), InlineData("l"), InlineData("o")]
    [InlineData("p"), InlineData("r"), InlineData("t")]
    [InlineData("ddd"), InlineData("HHH"), InlineData("DDDD"), InlineData("MMMMMM"), InlineData("aa"), InlineData("cc")]
    [InlineData("SSSSSSSSSS"), InlineData("zzzzz"), InlineData("OO"), InlineData("vv"), InlineData("WW"), InlineData("www")]
    [InlineData("'open"), InlineData("yyyy]"), InlineData("#"), InlineData("{")]
    public void What_Java_or_Firehose_refuse_is_refused(string pattern) =>
        JavaDatePattern.TryParse(pattern, out _).ShouldBeFalse();

    private static string Print(string pattern, ZonedDateTime time)
    {
        JavaDatePattern.TryParse(pattern, out var parsed).ShouldBeTrue();
        var text = new StringBuilder();
        parsed.Format(time, text);
        return text.ToString();
    }
}
