using Hydrant.Core;
using Hydrant.Delivery.Quotas;

namespace Hydrant.Delivery.Tests.Quotas;

public sealed class IntakeGateTests
{
    private const long Second = TimeSpan.TicksPerSecond;
    private static readonly IntakeQuota Small = new(Records: 10, Requests: 3, Bytes: 1000);

    [Theory]
    [InlineData("us-east-1", 500_000, 2_000, 5_242_880)]
    [InlineData("us-west-2", 500_000, 2_000, 5_242_880)]
    [InlineData("eu-west-1", 500_000, 2_000, 5_242_880)]
    [InlineData("ap-south-1", 100_000, 1_000, 1_048_576)]
    public void The_quota_is_that_of_the_Region(string region, int records, int requests, int bytes) =>
        IntakeQuota.Of(new Tenant("000000000000", region)).ShouldBe(new IntakeQuota(records, requests, bytes));

    [Fact]
    public void So_many_requests_pass_in_a_second_and_come_back_with_time()
    {
        var gate = new IntakeGate(Small);
        for (var i = 0; i < 3; i++) gate.TryRequest(0).ShouldBeTrue();

        gate.TryRequest(0).ShouldBeFalse();
        gate.TryRequest((Second / 3) - 1).ShouldBeFalse();
        gate.TryRequest((Second / 3) + 1).ShouldBeTrue();
    }

    [Fact]
    public void So_many_records_pass_in_a_second_however_small()
    {
        var gate = new IntakeGate(Small);
        for (var i = 0; i < 10; i++) gate.TryRecord(0, now: 0).ShouldBeTrue();

        gate.TryRecord(0, now: 0).ShouldBeFalse();
        gate.TryRecord(0, Second / 10).ShouldBeTrue();
        gate.TryRecord(0, Second / 10).ShouldBeFalse();
    }

    [Fact]
    public void A_record_that_is_refused_takes_nothing_so_that_a_smaller_one_passes()
    {
        var gate = new IntakeGate(Small);
        gate.TryRecord(900, now: 0).ShouldBeTrue();

        gate.TryRecord(101, now: 0).ShouldBeFalse();
        gate.TryRecord(100, now: 0).ShouldBeTrue();
        gate.TryRecord(1, now: 0).ShouldBeFalse();
    }

    [Fact]
    public void The_largest_record_passes_when_nothing_was_put()
    {
        var gate = new IntakeGate(IntakeQuota.Of(new Tenant("000000000000", "ap-south-1")));

        gate.TryRecord(FirehoseLimits.MaxRecordBytes, now: 0).ShouldBeTrue();
    }

    [Fact]
    public void A_put_through_the_gate_allocates_nothing()
    {
        var gate = new IntakeGate(Small);
        gate.TryRecord(1, now: 0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            gate.TryRequest(i);
            gate.TryRecord(100, i);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
