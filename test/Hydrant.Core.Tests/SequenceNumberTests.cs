using Hydrant.Core;

namespace Hydrant.Core.Tests;

public sealed class SequenceNumberTests
{
    private const long Created = 1_700_000_000;

    [Theory]
    [InlineData(0, 0, 1_700_000_000, "49646437577108476416916876405825929425585429676275269634")]
    [InlineData(0, 1, 1_700_000_005, "49646437577108476416916876405827138351405044649047359490")]
    [InlineData(1, 0, 1_700_000_000, "49646437577130777162115407028967465143858078037781250066")]
    [InlineData(3, 42, 1_700_000_100, "49646437577175378652512468275301311464827196058078543922")]
    [InlineData(0, long.MaxValue, 1_700_000_200, "49646437577119626789516141717395488358902152971748900866")]
    public void A_number_is_written_and_read_as_published(int shard, long counter, long time, string digits)
    {
        var number = new SequenceNumber(Created, shard, counter, time);

        number.ToString().ShouldBe(digits);
        SequenceNumber.TryParse(digits, out var read).ShouldBeTrue();
        read.ShouldBe(number);
    }

    [Fact]
    public void The_end_of_a_shard_is_greater_than_every_record_and_its_start_smaller()
    {
        var start = SequenceNumber.Start(Created, new ShardId(17));
        var record = SequenceNumber.Of(Created, new ShardId(17), new LogOffset(0), Created);
        var end = SequenceNumber.End(Created, new ShardId(17), Created);

        start.CompareTo(record).ShouldBeLessThan(0);
        record.CompareTo(end).ShouldBeLessThan(0);
        record.Offset.ShouldBe(new LogOffset(0));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("12x")]
    [InlineData("49646437577108476416916876405825929425585429676275269635")]
    [InlineData("99999999999999999999999999999999999999999999999999999999")]
    [InlineData("49646437577108476416916876405831974054683502856508538882")] // of a shard whose index is negative
    public void What_is_no_number_of_today_is_refused(string digits) =>
        SequenceNumber.TryParse(digits, out _).ShouldBeFalse();

    [Fact]
    public void A_place_between_records_is_behind_all_before_it_and_reads_the_same_at_and_after()
    {
        var place = SequenceNumber.Before(1_700_000_000, new ShardId(3), new LogOffset(7));

        place.ShouldBeGreaterThan(SequenceNumber.Of(1_700_000_000, new ShardId(3), new LogOffset(6), 1_700_000_500));
        place.ShouldBeLessThan(SequenceNumber.Of(1_700_000_000, new ShardId(3), new LogOffset(7), 1_700_000_001));
        SequenceNumber.TryParse(place.ToString(), out var read).ShouldBeTrue();
        (read.Offset, read.OffsetAfter).ShouldBe((new LogOffset(7), new LogOffset(7)));
    }

    [Fact]
    public void The_digits_are_those_of_the_number()
    {
        var random = new Random(1);
        for (var i = 0; i < 10_000; i++)
        {
            var bits = random.Next(64);
            var number = new SequenceNumber(
                random.NextInt64(16_025_175_000), random.Next(), random.NextInt64(1L << bits >> 1, long.MaxValue >> (63 - bits)), random.NextInt64(1L << 36));

            number.ToString().ShouldBe(ByHexadecimal(number).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    // As the layout is written down.
    private static System.Numerics.BigInteger ByHexadecimal(SequenceNumber number) => System.Numerics.BigInteger.Parse(
        $"02{number.ShardCreated:x9}{number.Shard & 0xF:x1}{number.Counter:x16}00{number.RecordTime:x9}{number.Shard:x8}2",
        System.Globalization.NumberStyles.HexNumber,
        System.Globalization.CultureInfo.InvariantCulture);
}
