using Hydrant.Testing.Clock;

namespace Hydrant.Api.Tests;

/// <summary>What each operation of Kinesis says when a request is wrong, to the letter.</summary>
public sealed class KinesisErrorTests
{
    private const string Account = "123456789012";

    [Theory]
    [InlineData("CreateStream", """{"StreamName":"there","ShardCount":1}""", "ResourceInUseException", $"Stream there under account {Account} already exists.")]
    [InlineData("CreateStream", """{"StreamName":"x","StreamModeDetails":{"StreamMode":"PROVISIONED"}}""", "ValidationException", "ShardCount is expected when StreamMode=PROVISIONED")]
    [InlineData("CreateStream", """{"StreamName":"x","ShardCount":1,"StreamModeDetails":{"StreamMode":"ON_DEMAND"}}""", "ValidationException", "ShardCount is not expected when StreamMode=ON_DEMAND")]
    [InlineData("DeleteStream", """{"StreamName":"no"}""", "ResourceNotFoundException", $"Stream no under account {Account} not found.")]
    [InlineData("DescribeStream", """{"StreamARN":"arn:aws:kinesis:us-east-1:123456789012:stream/no"}""", "ResourceNotFoundException", $"Stream no under account {Account} not found.")]
    [InlineData("DescribeStream", """{"StreamARN":"arn:aws:kinesis:eu-west-1:123456789012:stream/there"}""", "InvalidArgumentException", "The region specified in the ARN 'arn:aws:kinesis:eu-west-1:123456789012:stream/there' does not match the endpoint region")]
    [InlineData("DescribeStream", """{"StreamName":"other","StreamARN":"arn:aws:kinesis:us-east-1:123456789012:stream/there"}""", "InvalidArgumentException", "StreamName 'other' and StreamARN 'arn:aws:kinesis:us-east-1:123456789012:stream/there' do not name the same stream.")]
    [InlineData("DescribeStreamSummary", "{}", "InvalidArgumentException", "StreamName or StreamARN must be specified.")]
    [InlineData("DescribeStreamSummary", """{"StreamName":"there","StreamId":"abc"}""", "InvalidArgumentException", "StreamId is not supported by this server.")]
    [InlineData("ListShards", "{}", "InvalidArgumentException", "Either NextToken or StreamName should be provided.")]
    [InlineData("ListShards", """{"StreamName":"there","NextToken":"x"}""", "InvalidArgumentException", "NextToken and StreamName cannot be provided together.")]
    [InlineData("ListShards", """{"NextToken":"x"}""", "InvalidArgumentException", "Invalid NextToken.")]
    [InlineData("ListStreams", """{"NextToken":"bm9uZQ=="}""", "InvalidArgumentException", "Invalid NextToken.")]
    [InlineData("PutRecord", """{"StreamName":"no","Data":"","PartitionKey":"a"}""", "ResourceNotFoundException", $"Stream no under account {Account} not found.")]
    [InlineData("PutRecord", """{"StreamName":"there","Data":"","PartitionKey":"a","ExplicitHashKey":"340282366920938463463374607431768211456"}""", "InvalidArgumentException", "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was 340282366920938463463374607431768211456")]
    [InlineData("PutRecord", """{"StreamName":"there","Data":"","PartitionKey":"a","ExplicitHashKey":"-1"}""", "ValidationException", @"1 validation error detected: Value '-1' at 'explicitHashKey' failed to satisfy constraint: Member must satisfy regular expression pattern: 0|([1-9]\d{0,38})")]
    [InlineData("PutRecord", """{"StreamName":"there","Data":"","PartitionKey":"a","SequenceNumberForOrdering":"1"}""", "InvalidArgumentException", $"ExclusiveMinimumSequenceNumber 1 used in PutRecord on stream there under account {Account} is invalid.")]
    [InlineData("PutRecords", """{"StreamName":"there","Records":[]}""", "ValidationException", "1 validation error detected: Value '[]' at 'records' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [InlineData("PutRecords", """{"StreamName":"there","Records":[{"Data":"","PartitionKey":"a"},{"PartitionKey":""}]}""", "ValidationException", "2 validation errors detected: Value null at 'records.2.member.data' failed to satisfy constraint: Member must not be null; Value '' at 'records.2.member.partitionKey' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [InlineData("GetShardIterator", """{"StreamName":"there","ShardId":"what","ShardIteratorType":"LATEST"}""", "ResourceNotFoundException", $"Could not find shard what in stream there under account {Account}.")]
    [InlineData("GetShardIterator", """{"StreamName":"there","ShardId":"7","ShardIteratorType":"LATEST"}""", "ResourceNotFoundException", $"Shard shardId-000000000007 in stream there under account {Account} does not exist")]
    [InlineData("GetShardIterator", """{"StreamName":"there","ShardId":"0","ShardIteratorType":"AT_SEQUENCE_NUMBER"}""", "InvalidArgumentException", "Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or (2) TRIM_HORIZON or LATEST and no StartingSequenceNumber. Request specified AT_SEQUENCE_NUMBER and no StartingSequenceNumber.")]
    [InlineData("GetShardIterator", """{"StreamName":"there","ShardId":"0","ShardIteratorType":"AT_SEQUENCE_NUMBER","StartingSequenceNumber":"5"}""", "InvalidArgumentException", $"StartingSequenceNumber 5 used in GetShardIterator on shard shardId-000000000000 in stream there under account {Account} is invalid.")]
    [InlineData("GetShardIterator", """{"StreamName":"there","ShardId":"0","ShardIteratorType":"AT_SEQUENCE_NUMBER","StartingSequenceNumber":"49646437577130777162115407028967465143858078037781250066"}""", "InvalidArgumentException", "Invalid StartingSequenceNumber. It encodes shardId-000000000001, while it was used in a call to a shard with shardId-000000000000")]
    [InlineData("GetShardIterator", """{"StreamName":"there","ShardId":"0","ShardIteratorType":"AT_SEQUENCE_NUMBER","StartingSequenceNumber":"49646437577108476416916876405825929425585429676275269634"}""", "InvalidArgumentException", $"StartingSequenceNumber 49646437577108476416916876405825929425585429676275269634 used in GetShardIterator on shard shardId-000000000000 in stream there under account {Account} is invalid because it did not come from this stream.")]
    [InlineData("GetShardIterator", """{"StreamName":"there","ShardId":"0","ShardIteratorType":"AT_TIMESTAMP"}""", "InvalidArgumentException", "Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP. Current request has no timestamp parameter.")]
    [InlineData("GetShardIterator", """{"StreamName":"there","ShardId":"0","ShardIteratorType":"SOON"}""", "ValidationException", "1 validation error detected: Value 'SOON' at 'shardIteratorType' failed to satisfy constraint: Member must satisfy enum value set: [AFTER_SEQUENCE_NUMBER, LATEST, AT_TIMESTAMP, AT_SEQUENCE_NUMBER, TRIM_HORIZON]")]
    [InlineData("RemoveTagsFromStream", """{"StreamName":"there","TagKeys":["a%"]}""", "InvalidArgumentException", $"Failed to remove tags from stream there under account {Account} because some tags contained illegal characters. The allowed characters are Unicode letters, white-spaces, '_',',','/','=','+','-','@'.")]
    [InlineData("GetRecords", """{"ShardIterator":"bm9uZQ=="}""", "InvalidArgumentException", "Invalid ShardIterator.")]
    [InlineData("GetRecords", """{"ShardIterator":"x","Limit":10001}""", "ValidationException", "1 validation error detected: Value '10001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 10000")]
    public async Task A_wrong_request_is_answered_in_the_words_of_the_service(string operation, string request, string type, string message)
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.CreateAsync("there", 1);

        var (status, body) = await world.CallAsync(operation, request);

        status.ShouldBe(400);
        using var error = System.Text.Json.JsonDocument.Parse(body);
        error.RootElement.GetProperty("__type").GetString().ShouldBe(type);
        error.RootElement.GetProperty("message").GetString().ShouldBe(message);
    }

    [Fact]
    public async Task An_iterator_lives_five_minutes()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 22, 1, 22, 2, TimeSpan.Zero));
        await using var world = await ApiWorld.OpenAsync(clock: clock);
        await world.CreateAsync("there", 1);
        var iterator = await world.AskAsync("GetShardIterator", """{"StreamName":"there","ShardId":"0","ShardIteratorType":"LATEST"}""");
        var request = $$"""{"ShardIterator":"{{iterator["ShardIterator"]}}"}""";

        clock.Advance(TimeSpan.FromSeconds(300));
        (await world.CallAsync("GetRecords", request)).Status.ShouldBe(200);
        clock.Advance(TimeSpan.FromMilliseconds(1000));

        (await world.CallAsync("GetRecords", request)).Body.ShouldBe(
            """{"__type":"ExpiredIteratorException","message":"Iterator expired. The iterator was created at time Thu Jan 22 01:22:02 UTC 2026 while right now it is Thu Jan 22 01:27:03 UTC 2026 which is further in the future than the tolerated delay of 300000 milliseconds."}""");
    }

    [Fact]
    public async Task A_stream_of_another_account_or_Region_is_not_seen()
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.CreateAsync("there", 1);

        var (_, body) = await world.SendAsync(context =>
        {
            context.Request.Headers["X-Amz-Target"] = "Kinesis_20131202.ListStreams";
            context.Request.ContentType = "application/x-amz-json-1.1";
            context.Request.Headers.Authorization = "AWS4-HMAC-SHA256 Credential=999988887777/20260101/us-east-1/kinesis/aws4_request, SignedHeaders=host, Signature=0";
            context.Request.Body = new MemoryStream("{}"u8.ToArray());
        });

        body.ShouldBe("""{"StreamNames":[],"HasMoreStreams":false,"StreamSummaries":[]}""");
    }
}
