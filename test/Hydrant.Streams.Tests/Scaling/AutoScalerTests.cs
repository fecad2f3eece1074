using System.Collections.Immutable;
using Hydrant.Core;
using Hydrant.Storage.Batches;
using Hydrant.Storage.Catalog;
using Hydrant.Storage.Memory;
using Hydrant.Streams.Scaling;
using Hydrant.Testing.Clock;

namespace Hydrant.Streams.Tests.Scaling;

/// <summary>Streams under a load that a test decides, on a clock that it moves.</summary>
public sealed class AutoScalerTests : IAsyncLifetime
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly StreamOptions _options = new() { StateDelay = TimeSpan.Zero, ScalingQuiet = TimeSpan.FromMinutes(10) };
    private MemoryLogStore _logs = null!;
    private StreamDirectory _streams = null!;
    private AutoScaler _scaler = null!;

    public async ValueTask InitializeAsync()
    {
        _logs = new MemoryLogStore(_clock);
        _streams = new StreamDirectory(await LogCatalogStore.OpenAsync(_logs, default), _logs, _options, _clock);
        _scaler = new AutoScaler(_streams, _options, _clock);
    }

    [Fact]
    public async Task An_on_demand_stream_always_has_room_for_double_its_load_and_shrinks_when_that_is_over()
    {
        var stream = await CreateAsync(StreamMode.OnDemand, "");
        var most = 0;
        for (var load = 500; load <= 16_000; load *= 2)
        {
            for (var period = 0; period < 6; period++) await PeriodAsync(stream, load);
            most = stream.Now.Shards.Open.Length;
            most.ShouldBeGreaterThanOrEqualTo(load * 2 / 1000, $"at {load} records a second");
        }

        for (var period = 0; period < 40 * 60 / 5; period++) await PeriodAsync(stream, 0);

        most.ShouldBeLessThanOrEqualTo(64);
        stream.Now.Shards.Open.Length.ShouldBe(KinesisLimits.OnDemandShards);
        stream.Now.State.Decisions.Length.ShouldBeInRange(5, ScalingDecision.Kept);
        stream.Now.State.Decisions.ShouldAllBe(decision => decision.Reason.Contains("of what a shard may take"));
    }

    [Fact]
    public async Task A_load_on_one_key_splits_a_few_times_and_is_then_left_alone()
    {
        var stream = await CreateAsync(StreamMode.OnDemand, "");

        for (var period = 0; period < 60; period++) await PeriodAsync(stream, 900, keys: 1);

        stream.Now.Shards.Open.Length.ShouldBe(KinesisLimits.OnDemandShards + ScalingRules.MaxConcentration);
    }

    [Fact]
    public async Task A_load_that_was_on_one_key_is_split_again_when_it_comes_back_on_many()
    {
        var stream = await CreateAsync(StreamMode.OnDemand, "");
        for (var period = 0; period < 20; period++) await PeriodAsync(stream, 900, keys: 1);
        var before = stream.Now.Shards.Open.Length;

        await PeriodAsync(stream, 0);
        for (var period = 0; period < 12; period++) await PeriodAsync(stream, 20_000);

        stream.Now.Shards.Open.Length.ShouldBeGreaterThan(before + 30);
    }

    [Fact]
    public async Task A_provisioned_stream_is_its_users_affair_unless_tagged()
    {
        var tagged = await CreateAsync(StreamMode.Provisioned, "1-3");
        var plain = await CreateAsync(StreamMode.Provisioned, "", "plain");

        for (var period = 0; period < 12; period++)
        {
            await AppendAsync(plain, 5_000, keys: 100);
            await PeriodAsync(tagged, 5_000);
        }

        tagged.Now.Shards.Open.Length.ShouldBe(3);
        plain.Now.Shards.Open.Length.ShouldBe(1);
    }

    public async ValueTask DisposeAsync()
    {
        _streams.Dispose();
        await _logs.DisposeAsync();
    }

    private async Task PeriodAsync(LiveStream stream, int recordsPerSecond, int keys = 1_000)
    {
        await AppendAsync(stream, recordsPerSecond * 5, keys);
        _clock.Advance(Period);
        await _scaler.ScaleAsync(default);
        while (stream.Now.State.Status != StreamStatus.Active) await stream.Changed.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static async Task AppendAsync(LiveStream stream, int count, int keys)
    {
        var shards = stream.Now.Shards;
        foreach (var shard in Enumerable.Range(0, count).GroupBy(record => shards.IndexOf(HashKey.Of(BitConverter.GetBytes(record % keys)))))
        {
            using var buffer = new RecordBuffer(bytes: 64, records: shard.Count());
            foreach (var record in shard)
            {
                buffer.Reserve("k"u8, 1)[0] = 1;
                buffer.Commit(1);
            }

            await shards.Open[shard.Key].Log.AppendAsync(buffer, default);
        }
    }

    private async Task<LiveStream> CreateAsync(StreamMode mode, string autoscale, string name = "orders")
    {
        var tags = ImmutableSortedDictionary<string, string>.Empty.Add(ScalingBounds.Tag, autoscale);
        var shards = mode == StreamMode.OnDemand ? KinesisLimits.OnDemandShards : 1;
        var spec = new StreamSpec(StreamName.Parse(name).Value, shards, mode, 1024, tags);
        var stream = (await _streams.CreateAsync(new Tenant("111122223333", "eu-central-1"), spec, default)).Value;
        while (stream.Now.State.Status != StreamStatus.Active) await stream.Changed.WaitAsync(TimeSpan.FromSeconds(30));
        return stream;
    }
}
