using Hydrant.Core;

namespace Hydrant.Compaction.Tests;

public sealed class CompactionDeskTests
{
    private readonly CompactionWorld _world = new();

    [Fact]
    public async Task There_is_one_run_at_a_time_and_the_next_one_goes_on()
    {
        var waiting = CompactionWorld.Eager with { Grace = TimeSpan.FromMinutes(10) };
        await _world.PutAsync("a", "1\n");
        await _world.PutAsync("b", "2\n");
        await using (var desk = new CompactionDesk(_world.Objects, _world.Clock, new RandomIdSource(1)))
        {
            desk.State.ShouldBeNull();
            desk.Start(CompactionWorld.Bucket, "", waiting).Ok.ShouldBeTrue();
            while (desk.State!.Report.Waiting == 0) await Task.Yield();
            desk.Start(CompactionWorld.Bucket, "", waiting).Fault.Kind.ShouldBe(FaultKind.InUse);
            desk.State!.IsRunning.ShouldBeTrue();
        }

        _world.Clock.Advance(TimeSpan.FromMinutes(11));
        await using var next = new CompactionDesk(_world.Objects, _world.Clock, new RandomIdSource(2));
        next.Start(CompactionWorld.Bucket, "", waiting).Ok.ShouldBeTrue();
        while (next.State!.IsRunning) await Task.Yield();
        next.State.Report.Deleted.ShouldBe(2);
        next.State.Failure.ShouldBeNull();
    }

    [Theory]
    [InlineData("", "p/", "bucket")]
    [InlineData("lake", "p", "slash")]
    public async Task What_makes_no_sense_is_refused(string bucket, string prefix, string why)
    {
        await using var desk = new CompactionDesk(_world.Objects, _world.Clock, new RandomIdSource(1));
        desk.Start(bucket, prefix, new CompactionOptions()).Fault.Message.ShouldContain(why);
    }

    [Fact]
    public async Task A_failure_of_the_store_is_shown()
    {
        await _world.PutAsync("a", "1\n");
        _world.Objects.FailureOneIn = 1;
        await using var desk = new CompactionDesk(_world.Objects, _world.Clock, new RandomIdSource(1));
        desk.Start(CompactionWorld.Bucket, "", CompactionWorld.Eager);
        while (desk.State!.IsRunning) await Task.Yield();
        desk.State.Failure.ShouldNotBeNull();
    }
}
