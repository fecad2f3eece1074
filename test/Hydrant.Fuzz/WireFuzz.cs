using System.Text;
using Hydrant.Api.Tests;
using Microsoft.AspNetCore.Http;

namespace Hydrant.Fuzz;

/// <summary>
/// Requests that somebody bent: bodies in both encodings, targets, types, signatures. Whatever comes, the answer is one
/// of the protocol's, never a 500, and it comes. A failing case prints its seed.
/// </summary>
public sealed class WireFuzz
{
    private static readonly (string Operation, string Body)[] Seeds =
    [
        ("CreateStream", """{"StreamName":"new","ShardCount":2,"StreamModeDetails":{"StreamMode":"PROVISIONED"},"Tags":{"a":"b"}}"""),
        ("DescribeStream", """{"StreamName":"there","Limit":3,"ExclusiveStartShardId":"shardId-000000000000"}"""),
        ("DescribeStreamSummary", """{"StreamARN":"arn:aws:kinesis:us-east-1:123456789012:stream/there"}"""),
        ("ListStreams", """{"Limit":1,"NextToken":"MTIzfDF8c3RyZWFtc3wxfGE="}"""),
        ("ListShards", """{"StreamName":"there","MaxResults":1,"ShardFilter":{"Type":"AT_TIMESTAMP","Timestamp":1700000000.5}}"""),
        ("PutRecord", """{"StreamName":"there","Data":"aGVsbG8=","PartitionKey":"key","ExplicitHashKey":"12345","SequenceNumberForOrdering":"49646437577108476416916876405825929425585429676275269634"}"""),
        ("PutRecords", """{"StreamName":"there","Records":[{"Data":"aGVsbG8=","PartitionKey":"a"},{"PartitionKey":"b","Data":"","ExplicitHashKey":"0"}]}"""),
        ("GetShardIterator", """{"StreamName":"there","ShardId":"shardId-000000000000","ShardIteratorType":"AT_SEQUENCE_NUMBER","StartingSequenceNumber":"49646437577108476416916876405825929425585429676275269634","Timestamp":1e9}"""),
        ("GetRecords", """{"ShardIterator":"AQAAAAEAAAAAAAAAAgAAAAAAAACUpwf8oQEAACsETtk=","Limit":10}"""),
    ];

    [Theory]
    [InlineData("application/x-amz-json-1.1", 8_000)]
    [InlineData("application/x-amz-cbor-1.1", 8_000)]
    public async Task No_body_ends_in_a_server_error(string type, int cases)
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.CreateAsync("there", 2);
        var statuses = new Dictionary<int, int>();
        for (var seed = 0; seed < cases; seed++)
        {
            var random = new Random(seed);
            var (operation, body) = Seeds[random.Next(Seeds.Length)];
            var bent = Bend(type.Contains("cbor", StringComparison.Ordinal) ? CborOf.Json(body) : Encoding.UTF8.GetBytes(body), random);
            var (status, answer) = await world.SendAsync(context =>
            {
                context.Request.Headers["X-Amz-Target"] = $"Kinesis_20131202.{operation}";
                context.Request.ContentType = type;
                context.Request.Body = new MemoryStream(bent);
            }).WaitAsync(TimeSpan.FromSeconds(30));

            (status is 200 or 400).ShouldBeTrue($"seed {seed}: {status} {answer}");
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
        }

        // Both ends were reached, so that the cases say something.
        statuses[200].ShouldBeGreaterThan(cases / 100);
        statuses[400].ShouldBeGreaterThan(cases / 10);
    }

    [Fact]
    public async Task No_head_ends_in_a_server_error()
    {
        await using var world = await ApiWorld.OpenAsync();
        string[] headers = ["X-Amz-Target", "Content-Type", "Authorization", "X-Amz-Date", "Origin", "Host"];
        for (var seed = 0; seed < 6_000; seed++)
        {
            var random = new Random(seed);
            var (status, answer) = await world.SendAsync(context =>
            {
                context.Request.Method = random.Next(10) == 0 ? "PUT" : "POST";
                context.Request.Headers["X-Amz-Target"] = "Kinesis_20131202.ListStreams";
                context.Request.ContentType = "application/x-amz-json-1.1";
                context.Request.Body = new MemoryStream("{}"u8.ToArray());
                var name = headers[random.Next(headers.Length)];
                var bent = Bend(Encoding.Latin1.GetBytes(context.Request.Headers[name].ToString()), random);
                context.Request.Headers[name] = Encoding.Latin1.GetString(bent);
                if (random.Next(5) == 0) context.Request.QueryString = new QueryString("?X-Amz-Algorithm=" + random.Next());
            }).WaitAsync(TimeSpan.FromSeconds(30));

            (status is 200 or 400 or 403 or 404).ShouldBeTrue($"seed {seed}: {status} {answer}");
        }
    }

    private static byte[] Bend(byte[] bytes, Random random)
    {
        var bent = bytes.ToList();
        for (var turns = random.Next(4); turns >= 0; turns--)
        {
            var at = random.Next(bent.Count + 1);
            switch (random.Next(6))
            {
                case 0 when bent.Count > 0: bent.RemoveAt(Math.Min(at, bent.Count - 1)); break;
                case 1: bent.Insert(at, (byte)random.Next(256)); break;
                case 2 when bent.Count > 0: bent[Math.Min(at, bent.Count - 1)] = (byte)random.Next(256); break;
                case 3 when bent.Count > 0: bent[Math.Min(at, bent.Count - 1)] ^= (byte)(1 << random.Next(8)); break;
                case 4: bent.RemoveRange(at, bent.Count - at); break;
                case 5: bent.InsertRange(at, bent.GetRange(0, Math.Min(bent.Count, random.Next(64)))); break;
            }

            if (random.Next(3) == 0) break;
        }

        return random.Next(12) == 0 ? bytes : [.. bent];
    }
}
