using System.Text;
using Hydrant.Api.Firehose;
using Hydrant.Api.Kinesis;
using Hydrant.Api.Tests;
using Microsoft.AspNetCore.Http;

namespace Hydrant.Fuzz;

/// <summary>
/// Requests that somebody bent: bodies in both encodings, targets, types, signatures. Whatever comes, the answer is one
/// of the protocol's, never a 500, and it comes. A failing case prints its seed.
/// </summary>
public sealed class WireFuzz
{
    [Fact]
    public async Task Every_operation_has_a_request_to_be_bent()
    {
        await using var world = await ApiWorld.OpenAsync();
        var kinesis = KinesisService.Operations(world.Streams, world.Consumers, null!, TimeProvider.System).Operations;
        GoodRequests.Kinesis.Select(request => request.Operation).Distinct().Order()
            .ShouldBe(kinesis.Select(operation => operation.Name).Order());
        var firehose = FirehoseService.Operations(null!, TimeProvider.System).Operations;
        GoodRequests.Firehose.Select(request => request.Operation).Distinct().Order()
            .ShouldBe(firehose.Select(operation => operation.Name).Order());
    }

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
            var (operation, body) = GoodRequests.Kinesis[random.Next(GoodRequests.Kinesis.Length)];
            var isCbor = type.Contains("cbor", StringComparison.Ordinal);
            var bent = Bent.Bytes(isCbor ? CborOf.Json(body) : Encoding.UTF8.GetBytes(body), random);
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
                var bent = Bent.Bytes(Encoding.Latin1.GetBytes(context.Request.Headers[name].ToString()), random);
                context.Request.Headers[name] = Encoding.Latin1.GetString(bent);
                var isPresigned = random.Next(5) == 0;
                if (isPresigned) context.Request.QueryString = new QueryString("?X-Amz-Algorithm=" + random.Next());
            }).WaitAsync(TimeSpan.FromSeconds(30));

            (status is 200 or 400 or 403 or 404).ShouldBeTrue($"seed {seed}: {status} {answer}");
        }
    }
}
