using Hydrant.Api.Tests.Control;
using Hydrant.Testing.Clock;

namespace Hydrant.Api.Tests.Kinesis.Errors;

/// <summary>Tokens of the service that have outlived their time or their stream.</summary>
public sealed class ListingTokenTests
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_700_100_000));

    [Theory]
    [InlineData("ListStreams", """{"Limit":1}""", "{}")]
    [InlineData("ListShards", """{"StreamName":"there","MaxResults":1}""", "{}")]
    [InlineData(
        "ListStreamConsumers", $$"""{"StreamARN":"{{ControlCase.Arn}}","MaxResults":1}""",
        $$"""{"StreamARN":"{{ControlCase.Arn}}"}""")]
    public async Task A_token_lives_300_seconds(string operation, string first, string next)
    {
        await using var world = await ApiWorld.OpenAsync(clock: _clock);
        await world.CreateAsync("there", 2);
        await world.CreateAsync("two", 1);
        await world.RegisterAsync("there", "one");
        await world.RegisterAsync("there", "two");
        var token = (string)(await world.AskAsync(operation, first))["NextToken"]!;
        var before = next == "{}" ? "{" : $"{next[..^1]},";
        var request = $$"""{{before}}"NextToken":"{{token}}"}""";

        _clock.Advance(TimeSpan.FromSeconds(300));
        (await world.CallAsync(operation, request)).Status.ShouldBe(200);
        _clock.Advance(TimeSpan.FromSeconds(1));

        await world.RefusedAsync(operation, request, "ExpiredNextTokenException",
            "The NextToken has expired: it lives 300 seconds. Start the listing again.");
    }

    [Fact]
    public async Task An_iterator_of_a_stream_that_is_gone_is_refused()
    {
        await using var world = await ApiWorld.OpenAsync(clock: _clock);
        await world.CreateAsync("there", 1);
        var place = await world.AskAsync(
            "GetShardIterator", """{"StreamName":"there","ShardId":"0","ShardIteratorType":"LATEST"}""");
        await world.OkAsync("DeleteStream", """{"StreamName":"there"}""");
        while (world.Streams.All.Any()) await Task.Yield();
        await world.CreateAsync("there", 1); // Another one.

        await world.RefusedAsync("GetRecords", $$"""{"ShardIterator":"{{place["ShardIterator"]}}"}""",
            "ResourceNotFoundException",
            $"The stream of the ShardIterator under account {ControlCase.Account} not found.");
    }
}
