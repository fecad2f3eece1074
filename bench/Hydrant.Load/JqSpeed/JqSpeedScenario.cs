using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Hydrant.Jq;

namespace Hydrant.Load.JqSpeed;

/// <summary>jq programs on records of 300 bytes, one thread, in processor time; beside them a reader that only reads.</summary>
internal static class JqSpeedScenario
{
    private const int Batch = 100_000;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(2);

    private static readonly byte[] Record = Encoding.UTF8.GetBytes(
        """{"ts":"2026-05-01T12:34:56.789Z","app":"checkout","region":"eu-west-1","level":"info","request":{"id":"7f3a9c1e-55aa-4d1b","path":"/cart/items","ms":42.5,"ok":true},"user":{"id":123456789,"plan":"pro","tags":["a","b","c"]},"message":"the items of the cart were counted and there was one more than expected","n":17}""");

    public static Task RunAsync(LoadOptions options)
    {
        Report("ceiling: Utf8JsonReader reads it", _ =>
        {
            var reader = new Utf8JsonReader(Record);
            while (reader.Read())
            {
            }
        });
        Report(".user.plan");
        Report("{app: .app, region: .region, day: (.ts|.[0:10])}");
        return Task.CompletedTask;
    }

    private static void Report(string program)
    {
        var compiled = JqProgram.Compile(program).Value;
        Report(program, output => compiled.Run(Record, output));
    }

    private static void Report(string name, Action<ArrayBufferWriter<byte>> run)
    {
        var output = new ArrayBufferWriter<byte>();
        var best = 0.0;
        var end = Stopwatch.GetTimestamp() + (long)(Length.TotalSeconds * Stopwatch.Frequency);
        while (Stopwatch.GetTimestamp() < end)
        {
            var before = Environment.CpuUsage.TotalTime;
            for (var i = 0; i < Batch; i++)
            {
                output.ResetWrittenCount();
                run(output);
            }

            best = Math.Max(best, Batch / (Environment.CpuUsage.TotalTime - before).TotalSeconds);
        }

        Console.WriteLine($"{best,12:N0} records/s of {Record.Length} bytes  {name}");
    }
}
