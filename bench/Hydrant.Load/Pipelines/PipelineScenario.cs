using System.Diagnostics;
using System.Globalization;
using Hydrant.Load.Contestants;
using Hydrant.Load.Measuring;

namespace Hydrant.Load.Pipelines;

/// <summary>
/// The whole way of a record: put to a delivery stream, perhaps through a function, by a query to its partition, and into a file
/// of columns on the disk. It is over when every record that was acknowledged is a row.
/// </summary>
internal static class PipelineScenario
{
    private const int Connections = 8;
    private const double MB = 1e6;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SampleEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    public static async Task RunAsync(LoadOptions options)
    {
        if (options.Function) PipelineStream.WriteFunction(options.Data);
        var records = new PipelineRecords(PipelineStream.Name, options.Partitions);
        await using var hydrant = new HydrantContestant(options.Data);
        await hydrant.StartAsync();
        await PipelineStream.CreateAsync(hydrant, options);
        var requests = records.Prepare(hydrant.Authority);
        var most = options.IsTimed ? long.MaxValue : (long)(options.Gigabytes * 1e9 / records.BytesPerRequest);
        var time = options.IsTimed ? TimeSpan.FromSeconds(options.Seconds) : Patience;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"pipeline: {options.Partitions} partition(s), {options.Convert}, {(options.Function ? "a function" : "no function")}, "
            + $"records of {records.BytesPerRequest / PipelineRecords.PerRequest:0} B, objects of {PipelineStream.BufferMiB} MiB or {options.Interval} s"));

        using var stop = new CancellationTokenSource();
        var (clock, begunAt, cpu) = (Stopwatch.StartNew(), DateTime.UtcNow, CpuTime.Seconds(hydrant.ProcessId));
        var sampling = SampleAsync(hydrant.ProcessId, clock, stop.Token);
        var result = await LoadLoop.RunAsync(hydrant.Port, requests, Connections, TimeSpan.Zero, time, options.Rate, most);
        var sent = clock.Elapsed.TotalSeconds;
        var sentCpu = CpuTime.Seconds(hydrant.ProcessId) - cpu;
        var (count, bytes) = (result.Acknowledged * PipelineRecords.PerRequest, result.Acknowledged * records.BytesPerRequest);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  acknowledged: {count:N0} records, {bytes / MB:N0} MB in {sent:0.0} s, {bytes / MB / sent:0.0} MB/s, {sentCpu / sent:0.00} cores, errors {result.Errors}"));
        if (result.FirstError is { } error) Console.WriteLine($"    first error: {error}");

        var objects = new DeliveredObjects(options.Data, options.Convert);
        await DeliveredAsync(objects, count, options.Interval, clock);
        await stop.CancelAsync();
        await sampling;
        Report(options, objects, count, bytes, sent, begunAt, CpuTime.Seconds(hydrant.ProcessId) - cpu);
        Console.WriteLine($"  memory: peak {ResidentMemory.PeakMiB(hydrant.ProcessId)} MiB, in the end {ResidentMemory.MiB(hydrant.ProcessId)} MiB");
    }

    private static void Report(
        LoadOptions options, DeliveredObjects objects, long count, double bytes, double sent, DateTime begunAt, double cpu)
    {
        var delivered = (objects.LastAt - begunAt).TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  delivered: {objects.Rows ?? count:N0} records in {objects.Files:N0} objects of {objects.Bytes / MB:N0} MB, {delivered:0.0} s, {bytes / MB / delivered:0.0} MB/s, "
            + $"the last {delivered - sent:0.0} s after the last put; {cpu / bytes * 1e9:0.0} s of a core for a GB, {cpu / count * 1e6:0.00} µs a record"));

        // A buffer begins with its first record; all of them begin at about the same time.
        var intervals = Math.Ceiling(sent / (options.Interval + (options.Partitions / (count / sent))));
        var sizes = Math.Ceiling(bytes / options.Partitions / (PipelineStream.BufferMiB * 1048576.0));
        var expected = options.Partitions * Math.Max(intervals, sizes);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  objects: {objects.Files:N0}, foreseen {expected:N0} ({objects.Files / expected:0.000}); records missing: {(objects.Rows is { } rows ? count - rows : 0):N0}"
            + $"{(objects.HasFailures ? "; THERE ARE FAILED RECORDS" : "")}"));
    }

    // Where rows are not counted it is quiet for two intervals.
    private static async Task DeliveredAsync(DeliveredObjects objects, long count, int interval, Stopwatch clock)
    {
        var end = clock.Elapsed + Patience;
        for (var files = -1; clock.Elapsed < end;)
        {
            objects.Look();
            if (objects.Rows is { } rows)
            {
                if (rows >= count) return;
                await Task.Delay(LookEvery);
                continue;
            }

            if (files == objects.Files && files > 0) return;
            files = objects.Files;
            await Task.Delay(TimeSpan.FromSeconds((2 * interval) + 5));
        }

        Console.WriteLine("  not everything was delivered");
    }

    private static async Task SampleAsync(int process, Stopwatch clock, CancellationToken stop)
    {
        var cpu = CpuTime.Seconds(process);
        for (var at = clock.Elapsed; !stop.IsCancellationRequested;)
        {
            await Task.Delay(SampleEvery, stop).ContinueWith(static _ => { }, TaskScheduler.Default);
            var (now, seconds) = (CpuTime.Seconds(process), (clock.Elapsed - at).TotalSeconds);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"    {clock.Elapsed.TotalSeconds,5:0} s: {ResidentMemory.MiB(process)} MiB resident, {(now - cpu) / seconds:0.00} cores"));
            (at, cpu) = (clock.Elapsed, now);
        }
    }
}
