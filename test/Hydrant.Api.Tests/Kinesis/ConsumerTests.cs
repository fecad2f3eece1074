using System.Text.Json;
using Hydrant.Streams;
using Hydrant.Streams.Quotas;
using Hydrant.Testing.Clock;

namespace Hydrant.Api.Tests.Kinesis;

/// <summary>The life of consumers, and what is said when something is wrong with them.</summary>
public sealed class ConsumerTests
{
    private const string Account = "123456789012";
    private const string Arn = $"arn:aws:kinesis:us-east-1:{Account}:stream/s";
    private const string ConsumerArn = $"{Arn}/consumer/c:1900000000";
    private static readonly StreamOptions Limits = new() { Limits = LimitMode.Aws, AwsStateDelay = TimeSpan.FromSeconds(1) };
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_900_000_000));

    [Theory]
    [InlineData("RegisterStreamConsumer", $$"""{"StreamARN":"{{Arn}}","ConsumerName":"c"}""", "ResourceInUseException", $"Consumer c under stream s already exists for account {Account}.")]
    [InlineData("RegisterStreamConsumer", $$"""{"StreamARN":"{{Arn}}x","ConsumerName":"c"}""", "ResourceNotFoundException", $"Stream sx under account {Account} not found.")]
    [InlineData("RegisterStreamConsumer", """{"StreamARN":"arn:aws:kinesis:eu-west-1:123456789012:stream/s","ConsumerName":"c"}""", "InvalidArgumentException", "The region specified in the ARN 'arn:aws:kinesis:eu-west-1:123456789012:stream/s' does not match the endpoint region")]
    [InlineData("RegisterStreamConsumer", """{"ConsumerName":"c"}""", "ValidationException", "1 validation error detected: Value null at 'streamARN' failed to satisfy constraint: Member must not be null")]
    [InlineData("RegisterStreamConsumer", $$"""{"StreamARN":"{{Arn}}","ConsumerName":"a b"}""", "ValidationException", "1 validation error detected: Value 'a b' at 'consumerName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+")]
    [InlineData("RegisterStreamConsumer", $$"""{"StreamARN":"{{Arn}}","ConsumerName":"d","StreamId":"x"}""", "InvalidArgumentException", "StreamId is not supported by this server.")]
    [InlineData("DescribeStreamConsumer", $$"""{"StreamARN":"{{Arn}}","ConsumerName":"no"}""", "ResourceNotFoundException", $"Consumer no, account {Account} not found.")]
    [InlineData("DescribeStreamConsumer", $$"""{"ConsumerARN":"{{Arn}}/consumer/c:1"}""", "ResourceNotFoundException", $"Consumer {Arn}/consumer/c:1, account {Account} not found.")]
    [InlineData("DescribeStreamConsumer", $$"""{"ConsumerARN":"{{Arn}}x/consumer/c:1"}""", "ResourceNotFoundException", $"Consumer {Arn}x/consumer/c:1, account {Account} not found.")]
    [InlineData("DescribeStreamConsumer", $$"""{"ConsumerARN":"{{ConsumerArn}}","ConsumerName":"d"}""", "InvalidArgumentException", $"ConsumerARN '{ConsumerArn}' does not belong to the given StreamARN and ConsumerName.")]
    [InlineData("DescribeStreamConsumer", """{"ConsumerName":"c"}""", "InvalidArgumentException", "Either ConsumerARN, or StreamARN and ConsumerName, must be specified.")]
    [InlineData("DescribeStreamConsumer", """{"ConsumerARN":"arn:aws:kinesis:us-east-1:999999999999:stream/s/consumer/c:1"}""", "AccessDeniedException", $"User: arn:aws:iam::{Account}:root is not authorized to perform: kinesis:DescribeStreamConsumer on resource: arn:aws:kinesis:us-east-1:999999999999:stream/s/consumer/c:1 because no resource-based policy allows the kinesis:DescribeStreamConsumer action")]
    [InlineData("DeregisterStreamConsumer", $$"""{"StreamARN":"{{Arn}}","ConsumerName":"no"}""", "ResourceNotFoundException", $"Consumer no, account {Account} not found.")]
    [InlineData("ListStreamConsumers", $$"""{"StreamARN":"{{Arn}}","NextToken":"x"}""", "InvalidArgumentException", "Invalid NextToken.")]
    [InlineData("ListStreamConsumers", $$"""{"StreamARN":"{{Arn}}","StreamCreationTimestamp":5}""", "ResourceNotFoundException", $"Stream s under account {Account} not found.")]
    [InlineData("ListStreamConsumers", $$"""{"StreamARN":"{{Arn}}","NextToken":"x","StreamCreationTimestamp":5}""", "InvalidArgumentException", "NextToken and StreamCreationTimestamp cannot be provided together.")]
    [InlineData("DeleteStream", """{"StreamName":"s"}""", "ResourceInUseException", $"Stream s under account {Account} has 1 registered consumers. Deregister them, or set EnforceConsumerDeletion.")]
    [InlineData("SubscribeToShard", $$$"""{"ConsumerARN":"{{{Arn}}}/consumer/c:1","ShardId":"0","StartingPosition":{"Type":"LATEST"}}""", "ResourceNotFoundException", $"Consumer {Arn}/consumer/c:1, account {Account} not found.")]
    [InlineData("SubscribeToShard", $$$"""{"ConsumerARN":"{{{ConsumerArn}}}","ShardId":"7","StartingPosition":{"Type":"LATEST"}}""", "ResourceNotFoundException", $"Shard shardId-000000000007 in stream s under account {Account} does not exist")]
    [InlineData("SubscribeToShard", $$$"""{"ConsumerARN":"{{{ConsumerArn}}}","ShardId":"what","StartingPosition":{"Type":"LATEST"}}""", "ResourceNotFoundException", $"Could not find shard what in stream s under account {Account}.")]
    [InlineData("SubscribeToShard", $$$"""{"ConsumerARN":"{{{ConsumerArn}}}","ShardId":"0","StartingPosition":{"Type":"AT_SEQUENCE_NUMBER","SequenceNumber":"5"}}""", "InvalidArgumentException", $"StartingSequenceNumber 5 used in SubscribeToShard on shard shardId-000000000000 in stream s under account {Account} is invalid.")]
    [InlineData("SubscribeToShard", $$$"""{"ConsumerARN":"{{{ConsumerArn}}}","ShardId":"0","StartingPosition":{"Type":"AT_TIMESTAMP","Timestamp":2000000000}}""", "InvalidArgumentException", "The timestampInMillis parameter cannot be greater than the currentTimestampInMillis. timestampInMillis: 2000000000000, currentTimestampInMillis: 1900000000000")]
    [InlineData("SubscribeToShard", $$$"""{"ConsumerARN":"{{{ConsumerArn}}}","ShardId":"0","StartingPosition":{}}""", "ValidationException", "1 validation error detected: Value null at 'startingPosition.type' failed to satisfy constraint: Member must not be null")]
    public async Task A_wrong_request_is_answered_in_the_words_of_the_service(string operation, string request, string type, string message)
    {
        await using var world = await OpenAsync();

        var (status, body) = await world.CallAsync(operation, request);

        status.ShouldBe(400);
        using var error = JsonDocument.Parse(body);
        error.RootElement.GetProperty("__type").GetString().ShouldBe(type);
        error.RootElement.GetProperty("message").GetString().ShouldBe(message);
    }

    [Fact]
    public async Task A_consumer_is_described_by_its_ARN_or_its_name()
    {
        await using var world = await OpenAsync();
        var expected = (200, $$$"""{"ConsumerDescription":{"ConsumerName":"c","ConsumerARN":"{{{ConsumerArn}}}","ConsumerStatus":"ACTIVE","ConsumerCreationTimestamp":1900000000,"StreamARN":"{{{Arn}}}"}}""");

        (await world.CallAsync("DescribeStreamConsumer", $$"""{"ConsumerARN":"{{ConsumerArn}}"}""")).ShouldBe(expected);
        (await world.CallAsync("DescribeStreamConsumer", $$"""{"StreamARN":"{{Arn}}","ConsumerName":"c"}""")).ShouldBe(expected);
        (await world.CallAsync("DescribeStreamSummary", """{"StreamName":"s"}""")).Body.ShouldContain("\"ConsumerCount\":1");
    }

    [Fact]
    public async Task A_consumer_is_CREATING_then_ACTIVE_then_DELETING_then_gone()
    {
        await using var world = await OpenAsync(Limits with { States = StateMode.Aws });
        var request = $$$"""{"StreamARN":"{{{Arn}}}","ConsumerName":"d","Tags":{"team":"lake"}}""";
        var named = $$"""{"StreamARN":"{{Arn}}","ConsumerName":"d"}""";

        (await world.CallAsync("RegisterStreamConsumer", request)).Body.ShouldContain("\"ConsumerStatus\":\"CREATING\"");
        (await world.CallAsync("DescribeStreamConsumer", named)).Body.ShouldContain("CREATING");
        var arn = JsonDocument.Parse((await world.CallAsync("DescribeStreamConsumer", named)).Body)
            .RootElement.GetProperty("ConsumerDescription").GetProperty("ConsumerARN").GetString();
        var early = SubscribeToShardTests.Request("LATEST").Replace(ConsumerArn, arn, StringComparison.Ordinal);
        (await world.CallAsync("SubscribeToShard", early)).Body.ShouldContain(
            $"Consumer d with creation timestamp {arn![^10..]} under stream: s , account {Account} is not in ACTIVE status.");

        await SettleAsync(world, named, "\"ACTIVE\"");
        world.Consumers.Find(world.Streams.All.Single(), "d")!.Now.Tags["team"].ShouldBe("lake");
        (await world.CallAsync("DeregisterStreamConsumer", named)).ShouldBe((200, ""));
        (await world.CallAsync("DescribeStreamConsumer", named)).Body.ShouldContain("DELETING");
        (await world.CallAsync("DeregisterStreamConsumer", named)).Status.ShouldBe(200);
        await SettleAsync(world, named, "not found");
    }

    [Fact]
    public async Task A_consumer_has_tags_and_a_policy_of_its_own()
    {
        await using var world = await OpenAsync();
        var policy = $$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"kinesis:SubscribeToShard","Resource":"{{{ConsumerArn}}}"}]}""";

        (await world.CallAsync("TagResource", $$$"""{"ResourceARN":"{{{ConsumerArn}}}","Tags":{"a":"1","b":"2"}}""")).ShouldBe((200, ""));
        (await world.CallAsync("UntagResource", $$"""{"ResourceARN":"{{ConsumerArn}}","TagKeys":["a"]}""")).ShouldBe((200, ""));
        (await world.CallAsync("PutResourcePolicy", $$"""{"ResourceARN":"{{ConsumerArn}}","Policy":{{JsonSerializer.Serialize(policy)}} }"""))
            .ShouldBe((200, ""));
        await world.RestartAsync();

        (await world.CallAsync("ListTagsForResource", $$"""{"ResourceARN":"{{ConsumerArn}}"}""")).Body.ShouldBe("""{"Tags":[{"Key":"b","Value":"2"}]}""");
        var found = JsonDocument.Parse((await world.CallAsync("GetResourcePolicy", $$"""{"ResourceARN":"{{ConsumerArn}}"}""")).Body);
        found.RootElement.GetProperty("Policy").GetString().ShouldBe(policy);
        (await world.CallAsync("ListTagsForResource", $$"""{"ResourceARN":"{{Arn}}"}""")).Body.ShouldBe("""{"Tags":[]}""");
    }

    [Fact]
    public async Task A_subscription_that_would_succeed_is_told_so_and_does_not_begin()
    {
        await using var world = await OpenAsync();
        var request = $$$"""{"ConsumerARN":"{{{ConsumerArn}}}","ShardId":"0","StartingPosition":{"Type":"LATEST"},"DryRun":true}""";

        (await world.CallAsync("SubscribeToShard", request)).Body.ShouldContain("DryRunOperationException");
        (await world.CallAsync("SubscribeToShard", request)).Body.ShouldContain("DryRunOperationException");
    }

    [Fact]
    public async Task The_list_goes_on_page_by_page()
    {
        await using var world = await OpenAsync();
        foreach (var name in (string[])["a", "b"]) await world.RegisterAsync("s", name);

        var first = JsonDocument.Parse((await world.CallAsync("ListStreamConsumers", $$"""{"StreamARN":"{{Arn}}","MaxResults":2}""")).Body).RootElement;
        var token = first.GetProperty("NextToken").GetString();
        var next = $$"""{"StreamARN":"{{Arn}}","NextToken":"{{token}}"}""";
        var (_, second) = await world.CallAsync("ListStreamConsumers", next);
        _clock.Advance(TimeSpan.FromSeconds(301));

        first.GetProperty("Consumers").EnumerateArray().Select(c => c.GetProperty("ConsumerName").GetString()).ShouldBe(["a", "b"]);
        second.ShouldBe($$$"""{"Consumers":[{"ConsumerName":"c","ConsumerARN":"{{{ConsumerArn}}}","ConsumerStatus":"ACTIVE","ConsumerCreationTimestamp":1900000000}]}""");
        (await world.CallAsync("ListStreamConsumers", next)).Body.ShouldContain("ExpiredNextTokenException");
    }

    [Fact]
    public async Task A_stream_has_twenty_consumers_at_most()
    {
        await using var world = await OpenAsync(Limits);
        for (var i = 0; i < 19; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await world.RegisterAsync("s", $"more-{i}");
        }

        var (status, body) = await world.CallAsync("RegisterStreamConsumer", $$"""{"StreamARN":"{{Arn}}","ConsumerName":"21"}""");

        status.ShouldBe(400);
        body.ShouldBe($$"""{"__type":"LimitExceededException","message":"Stream s under account {{Account}} has 20 registered consumers, which is the limit."}""");
    }

    [Fact]
    public async Task Without_limits_a_stream_has_as_many_consumers_as_it_likes()
    {
        await using var world = await OpenAsync();

        for (var i = 0; i < 30; i++) await world.RegisterAsync("s", $"more-{i}");

        world.Consumers.Count(world.Streams.All.Single()).ShouldBe(31);
    }

    [Fact]
    public async Task Five_consumers_are_CREATING_at_once_at_most()
    {
        await using var world = await OpenAsync(Limits with { States = StateMode.Aws, AwsStateDelay = TimeSpan.FromSeconds(10) });
        for (var i = 0; i < 5; i++)
            (await world.CallAsync("RegisterStreamConsumer", $$"""{"StreamARN":"{{Arn}}","ConsumerName":"{{i}}"}""")).Status.ShouldBe(200);
        _clock.Advance(TimeSpan.FromSeconds(1)); // Else the rate of calls is what is met.

        (await world.CallAsync("RegisterStreamConsumer", $$"""{"StreamARN":"{{Arn}}","ConsumerName":"6"}""")).Body.ShouldBe(
            $$"""{"__type":"LimitExceededException","message":"Stream s under account {{Account}} has 5 consumers in CREATING status, which is the limit. Wait until they are ACTIVE."}""");
    }

    private async Task SettleAsync(ApiWorld world, string named, string expected)
    {
        while (!(await world.CallAsync("DescribeStreamConsumer", named)).Body.Contains(expected, StringComparison.Ordinal))
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    private async Task<ApiWorld> OpenAsync(StreamOptions? options = null)
    {
        var world = await ApiWorld.OpenAsync(options, _clock);
        using var driving = new CancellationTokenSource();
        var driver = DriveAsync(driving.Token);
        await world.CreateAsync("s", 1);
        await world.RegisterAsync("s", "c");
        await driving.CancelAsync();
        await driver;
        return world;
    }

    // Lets states change by themselves while the world is set up.
    private async Task DriveAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            if (_clock.NextDue is { } due) _clock.Advance(due - _clock.GetUtcNow());
            await Task.Yield();
        }
    }
}
