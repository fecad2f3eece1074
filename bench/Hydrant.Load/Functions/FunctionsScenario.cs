using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Hydrant.Load.Contestants;

namespace Hydrant.Load.Functions;

/// <summary>
/// The masking function of samples/functions, called as Firehose calls it: 500 records of about 300 bytes a call. Cold
/// start, the time of one call, and records a second with one caller and with one for each core.
/// </summary>
internal static class FunctionsScenario
{
    private const int Records = 500;
    private const string Path = "/2015-03-31/functions/mask/invocations";

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(LoadOptions options)
    {
        Console.WriteLine($"functions: a Python function, {Records} records a call");
        for (var round = 1; round <= options.Rounds; round++)
        {
            var folder = System.IO.Path.Combine(Programs.Root, "samples", "functions");
            await using var hydrant = new HydrantContestant(options.Data, more: ["--functions", folder]);
            await hydrant.StartAsync();
            using var client = new HttpClient { BaseAddress = new Uri($"http://{hydrant.Authority}") };

            var clock = Stopwatch.StartNew();
            await CallAsync(client, Body(1));
            Console.WriteLine($"  {round} cold start: {clock.ElapsedMilliseconds} ms to the first answer");
            clock.Restart();
            for (var i = 0; i < 200; i++) await CallAsync(client, Body(1));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {round} one record a call: {clock.Elapsed.TotalMilliseconds / 200:0.00} ms a call"));

            foreach (var callers in (int[])[1, Environment.ProcessorCount])
            {
                await LoopAsync(client, callers, WarmUp);
                var seconds = TimeSpan.FromSeconds(options.Seconds);
                var calls = await LoopAsync(client, callers, seconds);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"  {round} {callers} caller(s): {calls * Records / seconds.TotalSeconds,10:N0} records/s, {seconds.TotalMilliseconds * callers / calls:0.0} ms a call"));
            }
        }
    }

    private static async Task<int> LoopAsync(HttpClient client, int callers, TimeSpan duration)
    {
        var body = Body(Records);
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(async _ =>
        {
            var calls = 0;
            for (; clock.Elapsed < duration; calls++) await CallAsync(client, body);
            return calls;
        }));
        return counts.Sum();
    }

    private static async Task CallAsync(HttpClient client, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new ByteArrayContent(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "AWS4-HMAC-SHA256", "Credential=bench/20260101/us-east-1/lambda/aws4_request, SignedHeaders=host;x-amz-date, Signature=0");
        request.Headers.Add("X-Amz-Date", "20260101T000000Z");
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode || answer.Headers.Contains("X-Amz-Function-Error")) throw new InvalidOperationException(text);
    }

    private static byte[] Body(int records) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        invocationId = "bench",
        deliveryStreamArn = "arn:aws:firehose:us-east-1:000000000000:deliverystream/bench",
        region = "us-east-1",
        records = Enumerable.Range(0, records).Select(i => new
        {
            recordId = string.Create(CultureInfo.InvariantCulture, $"{i:D62}"),
            approximateArrivalTimestamp = 1_700_000_000_000 + i,
            data = Convert.ToBase64String(Encoding.UTF8.GetBytes(Record(i))),
        }),
    });

    private static string Record(int i) => JsonSerializer.Serialize(new
    {
        app = "shop",
        region = i % 2 == 0 ? "eu" : "us",
        at = "2026-01-15T10:30:00Z",
        path = string.Create(CultureInfo.InvariantCulture, $"/orders/{i}/items?page=2&size=50"),
        status = 200,
        agent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0",
        mail = string.Create(CultureInfo.InvariantCulture, $"customer.{i}@example.com"),
        card = "4111 1111 1111 1111",
    });
}
