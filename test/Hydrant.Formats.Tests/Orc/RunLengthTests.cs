using FsCheck;
using FsCheck.Fluent;
using Hydrant.Formats.Orc.Encodings;

namespace Hydrant.Formats.Tests.Orc;

public sealed class RunLengthTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(1_000);

    [Fact]
    public void Integers_of_version_1_come_back()
    {
        Check.One(Many, Prop.ForAll(Numbers.Signed, values => ComesBack(values, version: 1, signed: true)));
        Check.One(Many, Prop.ForAll(Numbers.Unsigned, values => ComesBack(values, version: 1, signed: false)));
    }

    [Fact]
    public void Integers_of_version_2_come_back_from_all_four_encodings()
    {
        var met = new HashSet<int>();
        Check.One(Many, Prop.ForAll(Numbers.Signed, values => met.UnionWith(ComesBack(values, version: 2, signed: true))));
        met.Count.ShouldBe(4);
        met.Clear();
        Check.One(Many, Prop.ForAll(Numbers.Unsigned, values => met.UnionWith(ComesBack(values, version: 2, signed: false))));
        met.Count.ShouldBe(4);
    }

    [Fact]
    public void Bytes_and_booleans_come_back()
    {
        Check.One(Many, Prop.ForAll(Numbers.Unsigned, values =>
        {
            var bytes = values.Select(value => (byte)value).ToArray();
            var encoded = Encoded.By(stream =>
            {
                var writer = new ByteRunWriter(stream);
                foreach (var value in bytes) writer.Write(value);
                writer.Flush();
            });
            new RunReader(encoded).Bytes().ShouldBe(bytes);

            var flags = values.Select(value => (byte)(value & 1)).ToArray();
            var packed = Encoded.By(stream =>
            {
                var writer = new BitRunWriter(new ByteRunWriter(stream));
                writer.Write(flags.Length > 0 && flags[0] == 1);
                writer.WriteTrue(flags.Length);
                writer.Write(flags);
                writer.Flush();
            });
            var bits = new RunReader(packed).Bits();
            bits.Take(1 + (2 * flags.Length)).ShouldBe(
                [flags.Length > 0 && flags[0] == 1, .. flags.Select(_ => true), .. flags.Select(flag => flag == 1)]);
            (bits.Count - 1 - (2 * flags.Length)).ShouldBeLessThan(8);
        }));
    }

    // The examples of the format's specification.
    [Theory]
    [InlineData("0A2710", false, 10_000, 10_000, 10_000, 10_000, 10_000)]
    [InlineData("5E035CA1AB1EDEADBEEF", false, 23_713, 43_806, 57_005, 48_879)]
    [InlineData("C609020222424246", false, 2, 3, 5, 7, 11, 13, 17, 19, 23, 29)]
    public void Runs_of_version_2_are_those_of_the_specification(string expected, bool signed, params int[] values)
    {
        var longs = values.Select(value => (long)value).ToArray();
        var encoded = Encoded.By(stream => Write(new RunLengthV2Writer(stream, signed), longs));
        new RunReader(encoded).Version2(signed).ShouldBe(longs);
        new RunReader(Convert.FromHexString(expected)).Version2(signed).ShouldBe(longs);
        encoded.Length.ShouldBeLessThanOrEqualTo(expected.Length / 2);
    }

    [Fact]
    public void Runs_of_version_1_are_those_of_the_specification()
    {
        Version1(Enumerable.Repeat(7L, 100)).ShouldBe(Convert.FromHexString("610007"));
        Version1(Enumerable.Range(0, 100).Select(i => 100L - i)).ShouldBe(Convert.FromHexString("61FF64"));
        Version1([2, 3, 6, 7, 11]).ShouldBe(Convert.FromHexString("FB020306070B"));
    }

    private static byte[] Version1(IEnumerable<long> values) =>
        Encoded.By(stream => Write(new RunLengthV1Writer(stream, signed: false), [.. values]));

    private static HashSet<int> ComesBack(long[] values, int version, bool signed)
    {
        var encoded = Encoded.By(stream => Write(
            version == 1 ? new RunLengthV1Writer(stream, signed) : new RunLengthV2Writer(stream, signed), values));
        var reader = new RunReader(encoded);
        (version == 1 ? reader.Version1(signed) : reader.Version2(signed)).ShouldBe(values);
        return reader.Encodings;
    }

    // Singly and in spans, which must not differ.
    private static void Write(IIntegerWriter writer, long[] values)
    {
        foreach (var value in values.AsSpan(0, values.Length / 3)) writer.Write(value);
        writer.Write(values.AsSpan(values.Length / 3));
        writer.Flush();
    }
}
