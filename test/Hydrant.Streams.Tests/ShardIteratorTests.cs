using Hydrant.Core;
using Hydrant.Streams.Reading;

namespace Hydrant.Streams.Tests;

public sealed class ShardIteratorTests
{
    private static readonly ShardIterator Place = new(7, new ShardId(3), new LogOffset(123_456), 1_700_000_000_123);

    [Fact]
    public void A_token_says_the_place_it_was_made_for()
    {
        ShardIterator.TryParse(Place.ToString(), out var read).ShouldBeTrue();

        read.ShouldBe(Place);
    }

    [Fact]
    public void A_token_in_quotes_is_taken() => ShardIterator.TryParse($"\"{Place}\"", out _).ShouldBeTrue();

    [Fact]
    public void A_token_with_any_bit_changed_is_refused()
    {
        var bytes = Convert.FromBase64String(Place.ToString());
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            ShardIterator.TryParse(Convert.ToBase64String(bytes), out _).ShouldBeFalse($"bit {bit}");
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("bm9uZQ==")]
    [InlineData("\"")]
    public void What_is_no_token_is_refused(string text) => ShardIterator.TryParse(text, out _).ShouldBeFalse();
}
