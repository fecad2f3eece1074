using FsCheck;
using FsCheck.Fluent;
using Hydrant.Core;
using Hydrant.Streams.Quotas;
using Hydrant.Testing.Clock;

namespace Hydrant.Streams.Tests.Quotas;

public sealed class GateTests
{
    private const int MiB = 1024 * 1024;
    private const long Second = TimeSpan.TicksPerSecond;

    [Fact]
    public void In_any_time_a_shard_takes_at_most_its_rate_and_one_burst() => Prop.ForAll(
        Gen.Zip(Gen.Choose(0, 3 * MiB), Gen.Choose(0, 2_000_000)).ListOf().ToArbitrary(),
        puts =>
        {
            var gates = new ShardGates();
            var (now, taken) = (0L, 0L);
            foreach (var (bytes, pause) in puts)
            {
                now += pause;
                if (gates.TryWrite(bytes, MiB, now)) taken += bytes;
            }

            return taken <= MiB + ((Int128)now * MiB / Second);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_shard_at_its_rate_is_never_refused()
    {
        var gates = new ShardGates();
        for (var i = 0; i < 10_000; i++) gates.TryWrite(1_048, MiB, i * Second / 1_000).ShouldBeTrue();
    }

    [Fact]
    public void What_is_refused_takes_nothing()
    {
        var gates = new ShardGates();
        for (var i = 0; i < 100; i++) gates.TryWrite(MiB + 1, MiB, 0).ShouldBeFalse();

        gates.TryWrite(MiB, MiB, 0).ShouldBeTrue();
    }

    [Fact]
    public void A_record_of_10_MiB_passes_where_the_stream_takes_such_and_closes_the_shard_until_it_is_made_up_for()
    {
        var gates = new ShardGates();

        gates.TryWrite(10 * MiB, 10 * MiB, 0).ShouldBeTrue();
        gates.TryWrite(1, 10 * MiB, 0).ShouldBeFalse();
        gates.TryWrite(10 * MiB, 10 * MiB, (10 * Second) - 1).ShouldBeFalse();
        gates.TryWrite(10 * MiB, 10 * MiB, 10 * Second).ShouldBeTrue();
    }

    [Fact]
    public void A_clock_that_goes_back_gives_nothing_twice()
    {
        var gates = new ShardGates();
        gates.TryWrite(MiB, MiB, 5 * Second).ShouldBeTrue();

        gates.TryWrite(1, MiB, 3 * Second).ShouldBeFalse();
        gates.TryWrite(1, MiB, 5 * Second).ShouldBeFalse();
    }

    [Fact]
    public void Readers_over_the_rate_wait_until_all_of_it_has_come_back()
    {
        var gates = new ShardGates();
        gates.TookBytes((2 * MiB) - 1, 0);
        gates.TryRead(0).ShouldBeTrue();
        gates.TookBytes(MiB + 1, 0); // 3 MiB at once: a second and a half.

        gates.TryRead((3 * Second / 2) - 1).ShouldBeFalse();
        gates.TryRead(3 * Second / 2).ShouldBeTrue();
    }

    [Fact]
    public void A_put_through_the_gate_allocates_nothing()
    {
        var gates = new ShardGates();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) gates.TryWrite(100, MiB, i);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void The_gates_count_time_in_whole_ticks_whatever_the_clock_counts_in()
    {
        ShardGates.Now(new NanosecondClock(123_456_789_012_345_678)).ShouldBe(1_234_567_890_123_456);
        ShardGates.Now(new FakeTimeProvider(new DateTimeOffset(7, TimeSpan.Zero))).ShouldBe(7);
    }

    [Fact]
    public void Counters_that_nobody_uses_make_room_for_others_and_those_in_use_stay()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(50));
        var rates = new RequestRates(clock);
        var tenant = new Tenant("111122223333", "eu-central-1");
        for (var i = 0; i < RequestRates.MaxCounters; i++) rates.TryCall("Op", tenant, $"s{i}", 1).ShouldBeTrue();

        rates.TryCall("Op", tenant, "more", 1).ShouldBeFalse();
        rates.TryCall("Op", tenant, "s5", 1).ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));

        rates.TryCall("Op", tenant, "more", 1).ShouldBeTrue();
        rates.TryCall("Op", tenant, "more", 1).ShouldBeFalse();
    }

    [Fact]
    public void A_rolling_quota_lets_so_many_through_and_more_when_the_first_are_out_of_the_window()
    {
        var quota = new RollingQuota("Op", 2, TimeSpan.FromHours(24));
        var day = (long)TimeSpan.FromHours(24).TotalMilliseconds;

        var one = quota.TryAdd([], 1_000)!.Value;
        var two = quota.TryAdd(one, 5_000)!.Value;

        quota.TryAdd(two, 999 + day).ShouldBeNull();
        quota.TryAdd(two, 1_000 + day)!.Value.ShouldBe([5_000, 1_000 + day]);
    }

    private sealed class NanosecondClock(long timestamp) : TimeProvider
    {
        public override long TimestampFrequency => 1_000_000_000;

        public override long GetTimestamp() => timestamp;
    }
}
