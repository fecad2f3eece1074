using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Hydrant.Aggregation;
using Hydrant.Testing.Files;

namespace Hydrant.Aggregation.Tests;

public sealed class AggregateTests
{
    private static readonly string One = Base64("one");

    [Fact]
    public void The_golden_aggregate_has_three_records() => Opened.Of(Golden.Read("aggregated-record", "v1.bin")).ShouldBe(
    [
        new(0, "pk-a", "", One),
        new(1, "pk-b", "", Base64("two")),
        new(2, "pk-a", "", Base64("three")),
    ]);

    [Fact]
    public void Explicit_hash_keys_come_from_their_own_table()
    {
        var data = new AggregateWriter().Key("a").HashKey("5").HashKey("7").Record(0, "one"u8.ToArray(), 1).Record(0, [], 0).Seal();

        Opened.Of(data).ShouldBe([new(0, "a", "7", One), new(1, "a", "5", "")]);
    }

    [Fact]
    public void Tables_may_stand_behind_the_records_and_between_them()
    {
        var data = new AggregateWriter()
            .Record(1, "one"u8.ToArray()).Key("a").Record(0, "one"u8.ToArray(), 0).Key("b").HashKey("9").Seal();

        Opened.Of(data).ShouldBe([new(0, "b", "", One), new(1, "a", "9", One)]);
    }

    [Fact]
    public void Fields_that_nobody_knows_are_stepped_over()
    {
        var record = new AggregateWriter().Number(9, 5).Number(1, 0).Bytes(3, "one"u8.ToArray())
            .Bytes(4, new AggregateWriter().Bytes(1, [1]).Message).Message;
        var data = new AggregateWriter().Key("a")
            .Raw(0x49, 1, 2, 3, 4, 5, 6, 7, 8) // Field 9, 64 bits.
            .Raw(0x4d, 1, 2, 3, 4) // Field 9, 32 bits.
            .Raw(0x4b, 0x1a, 0x01, 0xff, 0x53, 0x08, 0x01, 0x54, 0x4c) // Field 9, a group with a field 3 and a group 10 in it.
            .Bytes(3, record).Number(3, 1).Seal();

        Opened.Of(data).ShouldBe([new(0, "a", "", One)]);
    }

    [Fact]
    public void Of_a_field_that_was_sent_twice_the_last_one_counts()
    {
        var record = new AggregateWriter().Number(1, 9).Bytes(3, [1]).Number(1, 0).Bytes(3, "one"u8.ToArray()).Message;

        Opened.Of(new AggregateWriter().Key("a").Bytes(3, record).Seal()).ShouldBe([new(0, "a", "", One)]);
    }

    [Fact]
    public void An_aggregate_may_hold_nothing() => Opened.Of(new AggregateWriter().Key("a").Seal()).ShouldBe([]);

    public static TheoryData<string, byte[]> Plain => new()
    {
        { "empty", [] },
        { "short", [0xf3, 0x89, 0x9a] },
        { "magic alone", [0xf3, 0x89, 0x9a, 0xc2] },
        { "no message", AggregateWriter.Seal([]) },
        { "other magic", [0xf3, 0x89, 0x9a, 0xc3, .. Golden.Read("aggregated-record", "v1.bin")[4..]] },
        { "cut", Golden.Read("aggregated-record", "v1.bin")[..^1] },
        { "longer", [.. Golden.Read("aggregated-record", "v1.bin"), 0] },
        { "field 0", AggregateWriter.Seal([0x02, 0x00]) },
        { "end of a group", AggregateWriter.Seal([0x0c]) },
        { "group without end", AggregateWriter.Seal([0x4b, 0x08, 0x01]) },
        { "group with another end", AggregateWriter.Seal([0x4b, 0x54]) },
        { "groups without end in each other", AggregateWriter.Seal([.. Enumerable.Repeat((byte)0x4b, 100_000)]) },
        { "wire type 7", AggregateWriter.Seal([0x0f]) },
        { "length beyond the end", AggregateWriter.Seal([0x0a, 0x05, 0x61]) },
        { "length of 64 bits", AggregateWriter.Seal([0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]) },
        { "number without end", AggregateWriter.Seal([0x08, 0xff]) },
        { "number of 11 bytes", AggregateWriter.Seal([0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]) },
        { "cut 64 bits", AggregateWriter.Seal([0x49, 1, 2, 3]) },
        { "cut 32 bits", AggregateWriter.Seal([0x4d, 1, 2, 3]) },
        { "key beyond the table", new AggregateWriter().Key("a").Record(1, []).Seal() },
        { "key far beyond the table", new AggregateWriter().Key("a").Record(ulong.MaxValue, []).Seal() },
        { "hash key beyond the table", new AggregateWriter().Key("a").HashKey("1").Record(0, [], 1).Seal() },
        { "no key", new AggregateWriter().Key("a").Bytes(3, new AggregateWriter().Bytes(3, [1]).Message).Seal() },
        { "no data", new AggregateWriter().Key("a").Bytes(3, new AggregateWriter().Number(1, 0).Message).Seal() },
        { "key that is a text", new AggregateWriter().Key("a").Bytes(3, new AggregateWriter().Bytes(1, [0]).Bytes(3, [1]).Message).Seal() },
        { "record that is no message", new AggregateWriter().Key("a").Bytes(3, [0xff]).Seal() },
        { "tag without key", new AggregateWriter().Key("a").Bytes(3, new AggregateWriter().Number(1, 0).Bytes(3, []).Bytes(4, []).Message).Seal() },
        { "one good and one bad", new AggregateWriter().Key("a").Record(0, []).Record(1, []).Seal() },
    };

    [Theory]
    [MemberData(nameof(Plain))]
    public void What_is_not_exactly_an_aggregate_is_a_plain_record(string what, byte[] data) => Opened.Of(data).ShouldBeNull(what);

    [Fact]
    public void A_damaged_byte_makes_it_a_plain_record()
    {
        var data = Golden.Read("aggregated-record", "v1.bin");
        for (var i = 0; i < data.Length; i++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var damaged = (byte[])data.Clone();
                damaged[i] ^= (byte)(1 << bit);
                Opened.Of(damaged).ShouldBeNull();
            }
        }
    }

    [Fact]
    public void What_was_packed_comes_out_in_order() => Prop.ForAll(
        Gen.Zip(
            Gen.Choose(0, 300).SelectMany(length => Gen.Choose(0, 25).Select(letter => new string((char)('a' + letter), length))).NonEmptyListOf(),
            Gen.Zip(Gen.Choose(0, int.MaxValue), Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf()).ListOf()).ToArbitrary(),
        packed =>
        {
            var (keys, records) = packed;
            var (writer, expected) = (new AggregateWriter(), new List<Opened>());
            foreach (var key in keys) writer.Key(key).HashKey($"{key.Length}");
            foreach (var (chance, data) in records)
            {
                var (key, hasHashKey) = (chance % keys.Count, chance % 2 == 0);
                writer.Record((ulong)key, data, hasHashKey ? (ulong)key : null);
                expected.Add(new(expected.Count, keys[key], hasHashKey ? $"{keys[key].Length}" : "", Convert.ToBase64String(data)));
            }

            return Opened.Of(writer.Seal())!.SequenceEqual(expected);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_the_message_nothing_is_thrown_and_what_opens_lies_within_it() => Prop.ForAll(
        Bent().ToArbitrary(),
        message =>
        {
            var records = Opened.Of(AggregateWriter.Seal(message));
            return records is null || records.Sum(record => Convert.FromBase64String(record.Data).Length) <= message.Length;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void Opening_and_walking_allocate_nothing()
    {
        var data = Golden.Read("aggregated-record", "v1.bin");
        Walk(data); // The pool makes its arrays at the first look.

        var before = GC.GetAllocatedBytesForCurrentThread();
        var bytes = Walk(data);
        (GC.GetAllocatedBytesForCurrentThread() - before, bytes).ShouldBe((0, 11));
    }

    private static int Walk(byte[] data)
    {
        var sum = 0;
        Aggregate.TryOpen(data, out var aggregate).ShouldBeTrue();
        using (aggregate)
        {
            foreach (var record in aggregate) sum += record.Data.Length;
        }

        return sum;
    }

    // A good message with bytes changed, taken out and put in, where the digest is right.
    private static Gen<byte[]> Bent() => Gen.Zip(
        Gen.Choose(0, 40).SelectMany(count => Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(count)),
        Gen.Zip(Gen.Choose(0, 2), Gen.Zip(Gen.Choose(0, 200), Gen.Choose(0, 255))).ListOf()).Select(bent =>
    {
        var message = new AggregateWriter().Key("a").HashKey("12").Record(0, bent.Item1).Record(0, [1, 2], 0).Key("b").Record(1, []).Message.ToList();
        foreach (var (what, (place, value)) in bent.Item2)
        {
            var at = message.Count == 0 ? 0 : place % message.Count;
            if (what == 0 && message.Count > 0) message[at] = (byte)value;
            else if (what == 1 && message.Count > 0) message.RemoveAt(at);
            else message.Insert(at, (byte)value);
        }

        return message.ToArray();
    });

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
