using FsCheck;
using FsCheck.Fluent;

namespace Hydrant.Compaction.Tests;

public sealed class TargetNameTests
{
    [Theory]
    [InlineData("s-1-2026-01-02-03-04-05-2f1b.gz", ".gz")]
    [InlineData("a.json.gz", ".json.gz")]
    [InlineData("my.stream-1-2026-01-02-03-04-05-2f1b", "")]
    [InlineData("plain", "")]
    [InlineData("a.b.c.parquet", ".c.parquet")]
    [InlineData("a.2", "")]
    public void An_extension_is_what_looks_like_one(string name, string extension) => TargetName.ExtensionOf(name).ShouldBe(extension);

    [Fact]
    public void A_target_sorts_behind_every_source_also_where_sources_are_targets()
    {
        var names = Gen.Elements("a", "a-b", "a.b", "a_", "a~", "z.9", "größe", "😀").SelectMany(start =>
            Gen.Elements("", ".gz", ".json.gz", ".parquet", ".x1").Select(extension => start + extension));
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(names.NonEmptyListOf().ToArbitrary(), all =>
        {
            var sources = all.ToList();
            var named = 0L;
            for (var round = 0; round < 12; round++)
            {
                sources.Sort(string.CompareOrdinal);
                var target = TargetName.After("folder/", sources[^1], named, Guid.NewGuid()).ShouldNotBeNull();
                foreach (var source in sources) string.CompareOrdinal(target.Name, source).ShouldBeGreaterThan(0);
                TargetName.ExtensionOf(target.Name).ShouldBe(TargetName.ExtensionOf(sources[^1]));
                target.Named.ShouldBeGreaterThan(named);
                sources.Add(target.Name);

                // A document that was deleted begins to count again.
                named = round % 3 == 2 ? 0 : target.Named;
            }
        }));
    }

    [Fact]
    public void A_name_does_not_grow_with_each_time_it_is_joined()
    {
        var first = TargetName.After("", "a.gz", 0, Guid.NewGuid())!.Value;
        var second = TargetName.After("", first.Name, first.Named, Guid.NewGuid())!.Value;
        second.Name.Length.ShouldBe(first.Name.Length);
        TargetName.After(new string('f', 980), "a.gz", 0, Guid.NewGuid()).ShouldBeNull();
    }
}
