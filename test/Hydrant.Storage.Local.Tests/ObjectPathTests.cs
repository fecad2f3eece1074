using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Hydrant.Storage.Local.Tests;

public sealed class ObjectPathTests
{
    [Theory]
    [InlineData("2026/01/02/part.gz", "2026/01/02/part.gz")]
    [InlineData("dt=2026-01-02/100%/a+b c", "dt=2026-01-02/100%/a+b c")]
    [InlineData("", "%=")]
    [InlineData("/a//b/", "%=/a/%=/b/%=")]
    [InlineData("../a/.", "%=%2E%2E/a/%=%2E")]
    [InlineData("...", "...")]
    [InlineData("%41", "%=%2541")]
    [InlineData("a\0b\\c", "%=a%00b%5Cc")]
    public void Only_what_a_file_cannot_be_called_gets_another_name(string key, string path) =>
        ObjectPath.Of(key).ShouldBe(path);

    [Fact]
    public void Half_a_surrogate_pair_is_not_lost() => ObjectPath.Of("a\uD800").ShouldBe("%=a%uD800");

    [Fact]
    public void A_long_segment_becomes_folders_of_its_parts()
    {
        var path = ObjectPath.Of($"a/{new string('x', 500)}/b");
        path.ShouldBe($"a/%+{new string('x', 200)}/%+{new string('x', 200)}/%={new string('x', 100)}/b");
    }

    [Fact]
    public void Every_key_comes_back_from_its_path_and_stays_inside()
    {
        // Short alphabets make the odd segments and the marks meet often.
        var key = Gen.Elements("/", "%", ".", "..", "=", "+", "@", "a", "25", "u", "ü", "😀", "\0", "\\", "\uD800", "\uDC00",
            new string('k', 199), new string('é', 126)).ListOf().Select(string.Concat);

        Prop.ForAll(key.ToArbitrary(), k =>
        {
            var path = ObjectPath.Of(k);
            var names = path.Split('/');
            var sane = names.All(n => n is not ("" or "." or "..") && !n.AsSpan().ContainsAny('\0', '\\')
                && !n.StartsWith("%@", StringComparison.Ordinal) && Encoding.UTF8.GetByteCount(n) <= 253);
            return sane && KeyOf(names) == k;
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("%")]
    [InlineData("%x")]
    [InlineData("%=%2")]
    [InlineData("%=%zz")]
    [InlineData("%=%u12")]
    public void A_name_that_no_key_has_is_not_read(string name) =>
        ObjectPath.TryRead(name, out _, out _).ShouldBeFalse();

    private static string KeyOf(string[] names)
    {
        var key = new StringBuilder();
        for (var i = 0; i < names.Length; i++)
        {
            ObjectPath.TryRead(names[i], out var text, out var goesOn).ShouldBeTrue(names[i]);
            key.Append(text);
            if (!goesOn && i + 1 < names.Length) key.Append('/');
        }

        return key.ToString();
    }
}
