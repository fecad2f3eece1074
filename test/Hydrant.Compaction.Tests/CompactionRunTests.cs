using Hydrant.Core;

namespace Hydrant.Compaction.Tests;

public sealed class CompactionRunTests
{
    private readonly CompactionWorld _world = new();

    [Fact]
    public async Task Small_objects_of_a_folder_become_one_in_their_order()
    {
        foreach (var name in (string[])["d/2", "d/1", "d/3", "d/e/1", "d/e/2"]) await _world.PutAsync(name, $"{name}\n");

        var report = await _world.JoinAsync();

        var keys = _world.Keys.ToList();
        keys.Count.ShouldBe(2);
        keys[0].ShouldStartWith("d/3_compacted-0000000001-");
        _world.TextOf(keys[0]).ShouldBe("d/1\nd/2\nd/3\n");
        _world.TextOf(keys[1]).ShouldBe("d/e/1\nd/e/2\n");
        (report.Folders, report.Written, report.Sources, report.Deleted).ShouldBe((2, 2, 5, 5));
        (await _world.LiveAsync()).ShouldBe(keys);
    }

    [Fact]
    public async Task Sources_stay_through_the_grace_period_but_are_not_live()
    {
        await _world.PutAsync("a", "1\n");
        await _world.PutAsync("b", "2\n");
        var run = _world.Run(CompactionWorld.Eager with { Grace = TimeSpan.FromMinutes(10) });
        var ran = run.RunAsync(default).AsTask();
        while (run.Report().Waiting == 0) await Task.Yield();

        _world.Keys.Count().ShouldBe(3);
        (await _world.LiveAsync()).ShouldHaveSingleItem().ShouldStartWith("b_compacted-");
        while (_world.Clock.NextDue is null) await Task.Yield();
        _world.Clock.Advance(TimeSpan.FromMinutes(10));
        await ran;
        _world.Keys.ShouldHaveSingleItem().ShouldStartWith("b_compacted-");
        (await FolderDocument.ReadAsync(_world.Objects, CompactionWorld.Bucket, "", default)).Joined.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_new_large_hidden_or_alone_is_left_alone()
    {
        var options = CompactionWorld.Eager with { Quiet = TimeSpan.FromMinutes(5), SmallSize = new ByteSize(50), TargetSize = new ByteSize(1_000) };
        foreach (var name in (string[])["_a", "_b", ".a", ".b", "x/alone"]) await _world.PutAsync(name, "1\n");
        await _world.PutAsync("large1", new string('x', 60) + "\n");
        await _world.PutAsync("large2", new string('x', 60) + "\n");
        _world.Clock.Advance(TimeSpan.FromMinutes(6));
        await _world.PutAsync("new1", "1\n");
        await _world.PutAsync("new2", "1\n");

        (await _world.JoinAsync(options)).Written.ShouldBe(0);
        _world.Clock.Advance(TimeSpan.FromMinutes(6));
        (await _world.JoinAsync(options)).Sources.ShouldBe(2);
    }

    [Fact]
    public async Task What_cannot_be_joined_is_named_and_stays()
    {
        await _world.PutAsync("a", "1\n");
        await _world.PutAsync("b", "no end");
        await _world.PutAsync("c", "2\n");
        await _world.PutAsync("d.parquet", "PAR1 and no footer");
        await _world.PutAsync("e.parquet", "PAR1 and no footer");

        var report = await _world.JoinAsync();

        report.Refused.Select(refused => refused.Key).Order().ShouldBe(["b", "d.parquet", "e.parquet"]);
        report.Refused.ShouldContain(("d.parquet", "it does not end as a Parquet file"));
        _world.Keys.Count().ShouldBe(4);
        _world.TextOf(_world.Keys.Single(key => key.StartsWith("c_", StringComparison.Ordinal))).ShouldBe("1\n2\n");
    }

    [Fact]
    public async Task Targets_keep_to_their_size_and_to_so_many_sources()
    {
        for (var i = 0; i < 100; i++) await _world.PutAsync($"{i:D3}", $"{i:D9}\n");

        await _world.JoinAsync(CompactionWorld.Eager with { TargetSize = new ByteSize(100), SmallSize = new ByteSize(10) });
        _world.Keys.Count().ShouldBe(10);
        _world.Keys.ShouldAllBe(key => _world.TextOf(key).Length == 100);
    }

    [Fact]
    public async Task A_large_object_is_not_written_again_for_each_small_one()
    {
        await _world.PutAsync("a", new string('x', 1_000) + "\n");
        await _world.PutAsync("b", "1\n");
        await _world.PutAsync("c", "2\n");

        (await _world.JoinAsync()).Sources.ShouldBe(2);
        _world.Keys.ShouldContain("a");
    }

    [Fact]
    public async Task An_object_that_came_under_the_name_of_a_source_is_not_deleted()
    {
        await _world.PutAsync("a", "1\n");
        await _world.PutAsync("b", "2\n");
        var later = CompactionWorld.Eager with { Grace = TimeSpan.FromMinutes(1) };
        await _world.JoinAsync(later);
        await _world.PutAsync("a", "another\n");
        _world.Clock.Advance(TimeSpan.FromMinutes(2));

        await _world.JoinAsync(later with { Quiet = TimeSpan.FromHours(1) });

        (await _world.LiveAsync()).Count.ShouldBe(2);
        _world.TextOf("a").ShouldBe("another\n");
    }

    [Fact]
    public async Task A_plan_whose_sources_are_gone_is_given_up()
    {
        await _world.PutAsync("b", "2\n");
        var plan = new JoinedObject("b_compacted-0000000001-00000000000040008000000000000001", null, [new SourceObject("a", 2), new SourceObject("b", 2)]);
        await new FolderDocument(0, 1, [plan]).WriteAsync(_world.Objects, CompactionWorld.Bucket, "", default);

        var report = await _world.JoinAsync();

        report.Failed.ShouldHaveSingleItem().Why.ShouldContain("replaced or deleted");
        (await _world.LiveAsync()).ShouldBe(["b"]);
    }

    [Fact]
    public async Task A_folder_whose_document_is_damaged_is_left_alone_and_others_are_not()
    {
        await _world.PutAsync($"x/{FolderDocument.Name}", "damage");
        foreach (var name in (string[])["x/1", "x/2", "y/1", "y/2"]) await _world.PutAsync(name, "1\n");

        var report = await _world.JoinAsync();

        report.Failed.ShouldHaveSingleItem().Folder.ShouldBe("x/");
        report.Sources.ShouldBe(2);
    }

    [Fact]
    public void Options_out_of_their_range_are_all_named() =>
        new CompactionOptions { TargetSize = default, Quiet = TimeSpan.FromDays(-1), Grace = TimeSpan.FromDays(8), MaxSources = 1 }
            .Mistakes().Count.ShouldBe(5);
}
