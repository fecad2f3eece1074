using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Hydrant.Conformance.Crashes;
using Hydrant.Testing.EventStreams;

namespace Hydrant.Conformance.Resharding;

/// <summary>
/// Is pushed a whole stream as a consumer library is: from the first shards on, each shard to its end, and a child when
/// this consumer has finished all its parents. A subscription that breaks off goes on where its last event ended.
/// </summary>
internal sealed class SubscribingConsumer : IStreamConsumer
{
    private const string Prefix = "Kinesis_20131202.";
    private readonly Lock _gate = new();
    private readonly HashSet<string> _finished = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Task> _shards = new();
    private readonly PlainClient _client;
    private readonly string _stream;
    private readonly string _arn;

    private SubscribingConsumer(PlainClient client, string stream, string arn) => (_client, _stream, _arn) = (client, stream, arn);

    public KeyedRecords Seen { get; } = new();

    public static async Task<SubscribingConsumer> RegisterAsync(PlainClient client, string stream, string name)
    {
        var arn = $"arn:aws:kinesis:us-east-1:000000000000:stream/{stream}";
        var made = await client.AskAsync(Prefix + "RegisterStreamConsumer", $$"""{"StreamARN":"{{arn}}","ConsumerName":"{{name}}"}""");
        var consumer = made.GetProperty("Consumer").GetProperty("ConsumerARN").GetString()!;
        var described = $$"""{"ConsumerARN":"{{consumer}}"}""";
        while (!(await client.CallAsync(Prefix + "DescribeStreamConsumer", described)).Contains("ACTIVE", StringComparison.Ordinal)) await Task.Delay(20);
        return new SubscribingConsumer(client, stream, consumer);
    }

    public async Task RunAsync(CancellationToken stop)
    {
        var first = await _client.AskAsync(Prefix + "ListShards", $$"""{"StreamName":"{{_stream}}"}""");
        foreach (var shard in first.GetProperty("Shards").EnumerateArray()) Start(shard.GetProperty("ShardId").GetString()!, stop);
        await Task.Delay(Timeout.InfiniteTimeSpan, stop).ContinueWith(static _ => { }, TaskScheduler.Default);
        while (_shards.TryDequeue(out var reading)) await reading;
    }

    private void Start(string shard, CancellationToken stop) => _shards.Enqueue(ReadAsync(shard, stop));

    private async Task ReadAsync(string shard, CancellationToken stop)
    {
        var position = """{"Type":"TRIM_HORIZON"}""";
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var response = await _client.OpenAsync(
                    Prefix + "SubscribeToShard",
                    $$"""{"ConsumerARN":"{{_arn}}","ShardId":"{{shard}}","StartingPosition":{{position}}}""", stop);
                var body = await response.Content.ReadAsStreamAsync(stop);
                if (!response.IsSuccessStatusCode)
                {
                    var refusal = await new StreamReader(body).ReadToEndAsync(stop);
                    refusal.ShouldContain("ResourceInUseException"); // Broken off within the five seconds it is held.
                }
                else if (await FollowAsync(new EventStreamReader(body), shard, next => position = next, stop) is { } children)
                {
                    Finish(shard, children, stop);
                    return;
                }
            }
            catch (Exception broken) when (broken is HttpRequestException or IOException or OperationCanceledException)
            {
                // The server is being started again.
            }

            await Task.Delay(50, CancellationToken.None);
        }
    }

    // Null when the subscription ends before the shard does.
    private async Task<JsonElement?> FollowAsync(EventStreamReader events, string shard, Action<string> goOnAt, CancellationToken stop)
    {
        while (await events.ReadAsync(stop) is { } message)
        {
            message.IsException.ShouldBeFalse(message.Text);
            if (message.Type == "initial-response") continue;
            foreach (var record in message.Json.GetProperty("Records").EnumerateArray())
            {
                var parts = Encoding.ASCII.GetString(record.GetProperty("Data").GetBytesFromBase64()).Split(' ');
                Seen.Add(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture), shard);
            }

            if (message.Json.TryGetProperty("ChildShards", out var children)) return children;
            var number = message.Json.GetProperty("ContinuationSequenceNumber").GetString();
            goOnAt($$"""{"Type":"AFTER_SEQUENCE_NUMBER","SequenceNumber":"{{number}}"}""");
        }

        return null;
    }

    private void Finish(string shard, JsonElement children, CancellationToken stop)
    {
        lock (_gate)
        {
            _finished.Add(shard);
            foreach (var child in children.EnumerateArray())
            {
                var parents = child.GetProperty("ParentShards").EnumerateArray().Select(parent => parent.GetString()!);
                if (parents.All(_finished.Contains)) Start(child.GetProperty("ShardId").GetString()!, stop);
            }
        }
    }
}
