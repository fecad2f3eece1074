using System.Text;
using Hydrant.Formats.Hashing;

namespace Hydrant.Formats.Tests.Hashing;

public sealed class XxHash64Tests
{
    // Published by the algorithm's author and in the documentation of its ports.
    [Theory]
    [InlineData("", 0UL, 0xEF46DB3751D8E999)]
    [InlineData("a", 0UL, 0xD24EC4F1A98C6E5B)]
    [InlineData("as", 0UL, 0x1C330FB2D66BE179)]
    [InlineData("asd", 0UL, 0x631C37CE72A97393)]
    [InlineData("asdf", 0UL, 0x415872F599CEA71E)]
    [InlineData("Call me Ishmael. Some years ago--never mind how long precisely-", 0UL, 0x02A2E85470D6FD96)]
    public void Known_texts_have_their_known_hashes(string text, ulong seed, ulong hash) =>
        XxHash64.Hash(Encoding.ASCII.GetBytes(text), seed).ShouldBe(hash);
}
