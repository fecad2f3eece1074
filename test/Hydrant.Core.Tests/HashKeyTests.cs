using System.Text;
using Hydrant.Core;

namespace Hydrant.Core.Tests;

public sealed class HashKeyTests
{
    [Theory]
    [InlineData("a", "16955237001963240173058271559858726497")]
    [InlineData("1", "261578874264819908609102035485573088411")]
    [InlineData("test", "12707736894140473154801792860916528374")]
    [InlineData("ü", "255482112228542481294366945247899473731")]
    [InlineData("partitionKey-1", "159499196025307651934328298402289840726")]
    public void A_partition_key_hashes_as_published(string key, string expected) =>
        HashKey.Of(Encoding.UTF8.GetBytes(key)).ToString().ShouldBe(expected);

    [Fact]
    public void Keys_of_every_length_hash_as_the_framework_does()
    {
        for (var length = 0; length <= 300; length++)
        {
            var key = Encoding.ASCII.GetBytes(new string((char)('!' + (length % 90)), length));
            var expected = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(System.Security.Cryptography.MD5.HashData(key));

            HashKey.Of(key).Value.ShouldBe(expected);
        }
    }

    [Fact]
    public void Three_even_ranges_have_the_published_bounds() =>
        HashKeyRange.Even(3).Select(range => range.ToString()).ShouldBe(
        [
            "0-113427455640312821154458202477256070484",
            "113427455640312821154458202477256070485-226854911280625642308916404954512140969",
            "226854911280625642308916404954512140970-340282366920938463463374607431768211455",
        ]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Even_ranges_cover_the_whole_space_without_gap_or_overlap(int count)
    {
        var ranges = HashKeyRange.Even(count);

        ranges.Length.ShouldBe(count);
        ranges[0].Start.ShouldBe(HashKey.Min);
        ranges[^1].End.ShouldBe(HashKey.Max);
        for (var i = 1; i < count; i++) ranges[i].Start.Value.ShouldBe(ranges[i - 1].End.Value + 1);
    }

    [Theory]
    [InlineData("340282366920938463463374607431768211455", true)]
    [InlineData("340282366920938463463374607431768211456", false)]
    [InlineData("-1", false)]
    [InlineData("1e3", false)]
    public void A_hash_key_is_a_decimal_below_two_to_the_128(string digits, bool expected) =>
        HashKey.TryParse(digits, out _).ShouldBe(expected);
}
