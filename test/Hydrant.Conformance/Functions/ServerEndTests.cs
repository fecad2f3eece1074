using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Hydrant.Testing.Server;

namespace Hydrant.Conformance.Functions;

/// <summary>Functions end with their server, however that ends.</summary>
public sealed class ServerEndTests
{
    private const string Code = """
        import os, subprocess, time
        def lambda_handler(e, c):
            child = subprocess.Popen(["sleep", "600"])
            open(e, "w").write(f"{os.getpid()} {child.pid}")
            time.sleep(600)
        """;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_process_of_a_function_outlives_the_server(bool isKilled)
    {
        await using var server = await StartedServer.StartAsync();
        var folder = Directory.CreateDirectory(Path.Combine(server.Data, "functions", "forks")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "lambda_function.py"), Code);
        await File.WriteAllTextAsync(Path.Combine(folder, "function.json"), """{"timeout":600}""");
        var note = Path.Combine(server.Data, "note");
        using var client = new HttpClient { BaseAddress = server.Endpoint };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "AWS4-HMAC-SHA256", "Credential=any/20260101/us-east-1/lambda/aws4_request, SignedHeaders=host;x-amz-date, Signature=0");
        client.DefaultRequestHeaders.Add("X-Amz-Date", "20260101T000000Z");
        var call = client.PostAsync("/2015-03-31/functions/forks/invocations", new StringContent($"\"{note}\""));
        int[] processes;
        while ((processes = Noted(note)).Length < 2) await Task.Delay(20);
        processes.ShouldAllBe(process => IsAlive(process));

        if (isKilled) await server.KillAsync();
        else await server.StopAsync();

        var clock = Stopwatch.StartNew();
        while (processes.Any(IsAlive) && clock.Elapsed < TimeSpan.FromSeconds(10)) await Task.Delay(20);
        processes.Where(IsAlive).ShouldBeEmpty();
        await Task.WhenAny(call); // Answered or cut off; its client is not what this is about.
    }

    private static int[] Noted(string note) => !File.Exists(note)
        ? []
        : [.. File.ReadAllText(note).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => int.Parse(text, CultureInfo.InvariantCulture))];

    private static bool IsAlive(int process)
    {
        var path = $"/proc/{process}/stat";
        try
        {
            return !File.ReadAllText(path).Contains(") Z", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
