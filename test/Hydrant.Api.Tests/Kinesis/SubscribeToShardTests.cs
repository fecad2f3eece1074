using System.Text;
using System.Text.Json;
using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Streams.Quotas;
using Hydrant.Testing.Clock;

namespace Hydrant.Api.Tests.Kinesis;

/// <summary>What a subscriber sees, on a clock that stands still unless a test moves it.</summary>
public sealed class SubscribeToShardTests
{
    private const string StreamArn = "arn:aws:kinesis:us-east-1:123456789012:stream/s";
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_900_000_000));

    [Fact]
    public async Task The_first_event_comes_at_once_and_says_where_to_go_on()
    {
        await using var world = await OpenAsync();
        await using var opened = await world.SubscribeAsync(Request("LATEST"));

        var first = (await opened.NextAsync())!;

        opened.Status.ShouldBe(200);
        opened.ContentType.ShouldBe("application/vnd.amazon.eventstream");
        first.Headers[":event-type"].ShouldBe("SubscribeToShardEvent");
        first.Headers[":content-type"].ShouldBe("application/x-amz-json-1.1");
        first.Json.GetProperty("Records").GetArrayLength().ShouldBe(0);
        first.Json.GetProperty("MillisBehindLatest").GetInt64().ShouldBe(0);
        first.Json.GetProperty("ContinuationSequenceNumber").GetString()!.Length.ShouldBe(56);
        first.Json.TryGetProperty("ChildShards", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_record_is_pushed_by_its_append_while_time_stands_still()
    {
        await using var world = await OpenAsync();
        await using var opened = await world.SubscribeAsync(Request("LATEST"));
        await opened.NextAsync();

        await PutAsync(world, "one");
        var pushed = (await opened.NextAsync())!.Json.GetProperty("Records").EnumerateArray().Single();

        pushed.GetProperty("Data").GetBytesFromBase64().ShouldBe("one"u8.ToArray());
        pushed.GetProperty("PartitionKey").GetString().ShouldBe("k");
        pushed.GetProperty("ApproximateArrivalTimestamp").GetDouble().ShouldBe(1_900_000_000);
        pushed.GetProperty("SequenceNumber").GetString().ShouldNotBeNull();
    }

    [Fact]
    public async Task Who_asks_in_CBOR_is_pushed_to_in_CBOR()
    {
        await using var world = await OpenAsync();
        await PutAsync(world, "one");
        byte[] request =
        [
            0xA3, .. Text("ConsumerARN"), .. Text($"{StreamArn}/consumer/c:1900000000"), .. Text("ShardId"), .. Text("0"),
            .. Text("StartingPosition"), 0xA1, .. Text("Type"), .. Text("TRIM_HORIZON"),
        ];

        await using var opened = await world.SubscribeAsync("cbor", request);
        var pushed = (await opened.NextAsync())!;

        pushed.Headers[":content-type"].ShouldBe("application/x-amz-cbor-1.1");
        byte[] expected = [0xBF, .. Text("Records"), 0x9F, 0xBF, .. Text("SequenceNumber")];
        pushed.Payload[..expected.Length].ShouldBe(expected);
        byte[] data = [.. Text("Data"), 0x43, .. "one"u8, .. Text("PartitionKey"), .. Text("k"), 0xFF, 0xFF, .. Text("ContinuationSequenceNumber")];
        pushed.Payload.AsSpan().IndexOf(data).ShouldBeGreaterThan(0);
        pushed.Payload[^1].ShouldBe((byte)0xFF);

        static byte[] Text(string text) => text.Length < 24
            ? [(byte)(0x60 + text.Length), .. Encoding.ASCII.GetBytes(text)]
            : [0x78, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];
    }

    [Theory]
    [InlineData("AT_SEQUENCE_NUMBER", "b c d")]
    [InlineData("AFTER_SEQUENCE_NUMBER", "c d")]
    [InlineData("TRIM_HORIZON", "a b c d")]
    [InlineData("AT_TIMESTAMP", "c d")]
    public async Task It_begins_where_it_is_told_to(string type, string expected)
    {
        await using var world = await OpenAsync();
        await PutAsync(world, "a");
        var second = await PutAsync(world, "b");
        _clock.Advance(TimeSpan.FromSeconds(10));
        await PutAsync(world, "c");
        await PutAsync(world, "d");
        var more = type switch
        {
            "AT_TIMESTAMP" => ",\"Timestamp\":1900000005",
            "TRIM_HORIZON" => "",
            _ => $",\"SequenceNumber\":\"{second}\"",
        };

        await using var opened = await world.SubscribeAsync(Request(type, more));

        (await opened.NextDataAsync(expected.Split(' ').Length)).ShouldBe(expected.Split(' '));
    }

    [Theory]
    [InlineData("AT_SEQUENCE_NUMBER")]
    [InlineData("AFTER_SEQUENCE_NUMBER")]
    public async Task The_next_subscription_goes_on_without_a_gap_or_a_repeat(string type)
    {
        await using var world = await OpenAsync();
        await PutAsync(world, "a");
        string continuation;
        await using (var first = await world.SubscribeAsync(Request("TRIM_HORIZON")))
            continuation = (await first.NextAsync())!.Json.GetProperty("ContinuationSequenceNumber").GetString()!;
        await PutAsync(world, "b");
        _clock.Advance(KinesisLimits.SubscriptionHold);

        await using var second = await world.SubscribeAsync(Request(type, $",\"SequenceNumber\":\"{continuation}\""));

        (await second.NextDataAsync(1)).ShouldBe(["b"]);
    }

    [Fact]
    public async Task A_silent_stream_gives_a_sign_of_life_every_five_seconds()
    {
        await using var world = await OpenAsync();
        await using var opened = await world.SubscribeAsync(Request("LATEST"));
        await opened.NextAsync();

        for (var i = 0; i < 3; i++)
        {
            await _clock.WaitForTimerAsync(TimeSpan.FromSeconds(5));
            _clock.Advance(TimeSpan.FromSeconds(5));
            (await opened.NextAsync())!.Json.GetProperty("Records").GetArrayLength().ShouldBe(0);
        }
    }

    [Fact]
    public async Task It_ends_of_itself_after_five_minutes()
    {
        await using var world = await OpenAsync();
        await using var opened = await world.SubscribeAsync(Request("LATEST"));
        await opened.NextAsync();

        await _clock.WaitForTimerAsync(TimeSpan.FromSeconds(5));
        _clock.Advance(TimeSpan.FromMinutes(5));

        (await opened.NextAsync()).ShouldBeNull();
        Consumer(world).Subscriptions.Active.ShouldBe(0);
    }

    [Fact]
    public async Task A_catching_up_reader_is_told_how_far_behind_it_is()
    {
        await using var world = await OpenAsync();
        for (var i = 0; i < 3; i++) await PutAsync(world, new string((char)('a' + i), 200 * 1024));
        _clock.Advance(TimeSpan.FromSeconds(2));

        await using var opened = await world.SubscribeAsync(Request("TRIM_HORIZON"));

        (await opened.NextAsync())!.Json.GetProperty("MillisBehindLatest").GetInt64().ShouldBe(2000);
        (await opened.NextAsync())!.Json.GetProperty("MillisBehindLatest").GetInt64().ShouldBe(2000);
        (await opened.NextAsync())!.Json.GetProperty("MillisBehindLatest").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task A_client_that_leaves_takes_everything_with_it()
    {
        await using var world = await OpenAsync();
        var opened = await world.SubscribeAsync(Request("LATEST"));
        await opened.NextAsync();
        Consumer(world).Subscriptions.Active.ShouldBe(1);

        await opened.LeaveAsync();

        Consumer(world).Subscriptions.Active.ShouldBe(0);
        _clock.NextDue.ShouldBeNull();
    }

    [Fact]
    public async Task A_client_that_does_not_read_holds_up_one_event_and_is_cut_off_after_its_time()
    {
        await using var world = await OpenAsync();
        await using var opened = await world.SubscribeAsync(Request("LATEST"));
        for (var i = 0; i < 8; i++) await PutAsync(world, new string('x', 256 * 1024));
        while (opened.Unread < 64 * 1024) await Task.Yield(); // More than a socket takes: the server waits for the client.

        _clock.Advance(TimeSpan.FromMinutes(6));
        await opened.GoneAsync();

        opened.Unread.ShouldBeLessThan(400 * 1024);
        Consumer(world).Subscriptions.Active.ShouldBe(0);
    }

    [Fact]
    public async Task Where_limits_are_kept_a_reader_gets_two_MiB_a_second()
    {
        await using var limited = await ApiWorld.OpenAsync(new StreamOptions { Limits = LimitMode.Aws }, _clock);
        await FillAsync(limited, 16);

        await using var opened = await limited.SubscribeAsync(Request("TRIM_HORIZON"));

        // A burst of a second's worth comes at once, and the rest as the seconds pass.
        (await opened.NextDataAsync(8)).Count.ShouldBe(8);
        var next = opened.NextAsync();
        await _clock.WaitForTimerAsync(TimeSpan.FromMilliseconds(130));
        next.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromMilliseconds(130));
        (await next)!.Json.GetProperty("Records").GetArrayLength().ShouldBe(1);
    }

    private async Task FillAsync(ApiWorld world, int records)
    {
        await world.CreateAsync("s", 1);
        await world.RegisterAsync("s", "c");
        for (var i = 0; i < records; i++)
        {
            await PutAsync(world, new string('x', (256 * 1024) - 1));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private static Hydrant.Streams.Consumers.LiveConsumer Consumer(ApiWorld world) =>
        world.Consumers.List(world.Streams.All.Single(), after: null).Single();

    internal static string Request(string type, string more = "", long createdAt = 1_900_000_000) =>
        $$$"""{"ConsumerARN":"{{{StreamArn}}}/consumer/c:{{{createdAt}}}","ShardId":"0","StartingPosition":{"Type":"{{{type}}}"{{{more}}}}}""";

    internal static async Task<string> PutAsync(ApiWorld world, string data)
    {
        var body = $$"""{"StreamName":"s","PartitionKey":"k","Data":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(data))}}"}""";
        var (status, answer) = await world.CallAsync("PutRecord", body);
        status.ShouldBe(200);
        return JsonDocument.Parse(answer).RootElement.GetProperty("SequenceNumber").GetString()!;
    }

    private async Task<ApiWorld> OpenAsync()
    {
        var world = await ApiWorld.OpenAsync(clock: _clock);
        await world.CreateAsync("s", 1);
        await world.RegisterAsync("s", "c");
        return world;
    }
}
