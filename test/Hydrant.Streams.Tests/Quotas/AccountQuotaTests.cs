using System.Collections.Immutable;
using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Storage.Catalog;
using Hydrant.Storage.Memory;
using Hydrant.Streams.Quotas;
using Hydrant.Testing.Clock;

namespace Hydrant.Streams.Tests.Quotas;

/// <summary>What one account may have, and the words of each refusal.</summary>
public sealed class AccountQuotaTests : IAsyncDisposable
{
    private static readonly Tenant Tenant = new("111122223333", "eu-central-1");
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddYears(50));
    private readonly MemoryLogStore _logs;

    public AccountQuotaTests() => _logs = new(_clock);

    [Fact]
    public async Task Five_streams_are_made_at_a_time()
    {
        using var streams = await OpenAsync(new StreamOptions { Limits = LimitMode.Aws });
        for (var i = 0; i < 5; i++) (await CreateAsync(streams, $"s{i}")).Ok.ShouldBeTrue();

        (await CreateAsync(streams, "s5")).Fault.ShouldBe(Fault.LimitExceeded(
            "This request would exceed the limit of 5 streams in status CREATING at the same time for the account "
            + "111122223333 in eu-central-1."));
        (await streams.CreateAsync(Tenant with { Region = "us-east-1" }, Spec("s5"), default)).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Calls_at_the_same_time_do_not_pass_a_limit_together()
    {
        using var streams = await OpenAsync(new StreamOptions { Limits = LimitMode.Aws });

        var made = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => CreateAsync(streams, $"s{i}").AsTask()));

        made.Count(each => each.Ok).ShouldBe(5);
    }

    [Fact]
    public async Task Fifty_streams_are_on_demand()
    {
        using var streams = await OpenAsync(new StreamOptions { Limits = LimitMode.Aws, StateDelay = TimeSpan.Zero });
        for (var i = 0; i < 50; i++)
        {
            var made = (await CreateAsync(streams, $"s{i}", StreamMode.OnDemand)).Value;
            await ActiveAsync(made);
        }

        (await CreateAsync(streams, "s50", StreamMode.OnDemand)).Fault.ShouldBe(Fault.LimitExceeded(
            "This request would exceed the limit of 50 on-demand streams for the account 111122223333 in eu-central-1."));
        var provisioned = (await CreateAsync(streams, "s50")).Value;
        streams.RoomForOnDemand(provisioned.Now.State).ShouldNotBeNull().Kind.ShouldBe(FaultKind.LimitExceeded);
    }

    [Theory]
    [InlineData(LimitMode.Aws)]
    [InlineData(LimitMode.Off)]
    public async Task An_account_has_so_many_open_shards_and_no_more(LimitMode mode)
    {
        using var streams = await OpenAsync(new StreamOptions { Limits = mode, MaxShardsPerTenant = 3 });
        await CreateAsync(streams, "s0", shards: 2);

        (await CreateAsync(streams, "s1", shards: 2)).Fault.ShouldBe(Fault.LimitExceeded(
            "This request would exceed the shard limit for the account 111122223333 in eu-central-1. Current shard count for "
            + "the account: 2. Limit: 3. Number of additional shards that would have resulted from this request: 2. Refer to the "
            + "AWS Service Limits page (http://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html) for current limits "
            + "and how to request higher limits."));
        (await CreateAsync(streams, "s1", shards: 1)).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Without_limits_only_the_shards_are_counted()
    {
        using var streams = await OpenAsync(new StreamOptions());

        for (var i = 0; i < 60; i++) (await CreateAsync(streams, $"s{i}", StreamMode.OnDemand)).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task States_last_as_long_as_the_service_has_them_where_a_stream_or_the_server_says_so()
    {
        using var streams = await OpenAsync(new StreamOptions());
        var tags = ImmutableSortedDictionary<string, string>.Empty.Add(StreamOptions.StatesTag, "aws");
        var slow = (await streams.CreateAsync(Tenant, Spec("slow") with { Tags = tags }, default)).Value;
        var fast = (await CreateAsync(streams, "fast")).Value;

        _clock.Advance(TimeSpan.FromMilliseconds(5));
        await ActiveAsync(fast);
        _clock.Advance(TimeSpan.FromMilliseconds(4_994));
        slow.Now.State.Status.ShouldBe(StreamStatus.Creating);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await ActiveAsync(slow);
    }

    public ValueTask DisposeAsync() => _logs.DisposeAsync();

    private async Task<StreamDirectory> OpenAsync(StreamOptions options)
    {
        var streams = new StreamDirectory(await LogCatalogStore.OpenAsync(_logs, default), _logs, options, _clock);
        await streams.LoadAsync(default);
        return streams;
    }

    private static StreamSpec Spec(string name, StreamMode mode = StreamMode.Provisioned, int shards = 1) => new(
        StreamName.Parse(name).Value, shards, mode, 1024, ImmutableSortedDictionary<string, string>.Empty);

    private static ValueTask<Outcome<LiveStream>> CreateAsync(
        StreamDirectory streams, string name, StreamMode mode = StreamMode.Provisioned, int shards = 1) =>
        streams.CreateAsync(Tenant, Spec(name, mode, shards), default);

    private static async Task ActiveAsync(LiveStream stream)
    {
        while (true)
        {
            var changed = stream.Changed;
            if (stream.Now.State.Status == StreamStatus.Active) return;
            await changed;
        }
    }
}
