using System.Globalization;
using Hydrant.Testing.Server;

namespace Hydrant.Fuzz.Sockets;

/// <summary>The server under test, with limits small enough to be reached, and how much of it a run asks for.</summary>
internal static class Abuse
{
    public const int MaxRequestBytes = 1024 * 1024;

    private static readonly string Credentials = $"{Signature.AccessKey}:{Signature.Secret}:{Signature.Account}";

    /// <summary>How long any single answer may take on a busy machine before it counts as a hang.</summary>
    public static TimeSpan Patience => TimeSpan.FromSeconds(30);

    /// <summary><c>HYDRANT_ABUSE</c> multiplies the number of requests.</summary>
    public static int Scale { get; } =
        int.Parse(Environment.GetEnvironmentVariable("HYDRANT_ABUSE") ?? "1", CultureInfo.InvariantCulture);

    public static async Task<StartedServer> StartAsync()
    {
        var server = await StartedServer.StartAsync(
            "--credentials", Credentials, "--max-request-size", "1 MiB", "--max-request-memory", "64 MiB",
            "--state-delay", "1 ms");
        await CallAsync(server, "Kinesis_20131202.CreateStream", """{"StreamName":"there","ShardCount":2}""");
        await CallAsync(server, "Firehose_20150804.CreateDeliveryStream",
            """
            {"DeliveryStreamName":"there","S3DestinationConfiguration":{"RoleARN":"arn:aws:iam::123456789012:role/r",
            "BucketARN":"arn:aws:s3:::b"} }
            """);
        await BecomeActiveAsync(
            server, "Kinesis_20131202.DescribeStreamSummary", """{"StreamName":"there"}""");
        await BecomeActiveAsync(
            server, "Firehose_20150804.DescribeDeliveryStream", """{"DeliveryStreamName":"there"}""");
        return server;
    }

    /// <summary>A good request on a connection of its own, which must be answered 200.</summary>
    public static async Task<string> CallAsync(StartedServer server, string target, string body)
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var client = await SocketClient.ConnectAsync(server.Port);
        var request = BentRequests.Good(target, body);
        (await client.SendAsync(request.Http1(), deadline.Token)).ShouldBeTrue();
        var answer = (await client.ReadAsync(deadline.Token)).ShouldNotBeNull();
        answer.Status.ShouldBe(200, answer.ToString());
        AnswerRules.Broken(request, answer).ShouldBeNull();
        return System.Text.Encoding.UTF8.GetString(answer.Body);
    }

    /// <summary>One good record.</summary>
    public static Task<string> PutAsync(StartedServer server) => CallAsync(
        server, "Kinesis_20131202.PutRecord", """{"StreamName":"there","Data":"aGVsbG8=","PartitionKey":"k"}""");

    /// <summary>Bytes of memory the server's process has resident now.</summary>
    public static long ResidentBytes(StartedServer server)
    {
        var line = File.ReadLines($"/proc/{server.ProcessId}/status")
            .First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        var kilobytes = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        return long.Parse(kilobytes, CultureInfo.InvariantCulture) * 1024;
    }

    private static async Task BecomeActiveAsync(StartedServer server, string target, string body)
    {
        while (!(await CallAsync(server, target, body)).Contains("\"ACTIVE\"", StringComparison.Ordinal))
            await Task.Yield();
    }
}
