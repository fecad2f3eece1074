using System.Text;
using Hydrant.Core;
using Hydrant.Delivery.Processing;
using Hydrant.Delivery.Transforms;
using Hydrant.Functions;

namespace Hydrant.Delivery.Tests.Transforms;

/// <summary>Records through processors that ask nobody.</summary>
internal static class TransformLab
{
    public static readonly DateTimeOffset Arrived = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static ProcessorSettings Processor(string type, params (string Name, string Value)[] parameters) =>
        new(type, [.. parameters.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value))]);

    /// <summary>What became of the records, and the codes of those that failed.</summary>
    public static async Task<(string[] Records, string[] Failures)> RunAsync(IEnumerable<ProcessorSettings> processors, params byte[][] records)
    {
        var settings = processors.ToList();
        foreach (var each in settings) TransformCatalog.Mistake(each).ShouldBeNull();
        Arn.TryParse("arn:aws:firehose:us-east-1:000000000000:deliverystream/s", out var stream).ShouldBeTrue();
        var parts = new TransformParts(
            stream, new NoFunctions(), new RandomIdSource(seed: 1), TimeProvider.System);
        using var work = new WorkSet(new WorkSource(default, 0));
        for (var i = 0; i < records.Length; i++)
            work.Add(new RecordOrigin(new LogOffset(i), -1, Arrived.ToUnixTimeMilliseconds()), "ann"u8, records[i]);

        foreach (var transform in TransformCatalog.Build(settings, parts, null).Transforms)
            await transform.ApplyAsync(work, TestContext.Current.CancellationToken);
        return (
            [.. work.Records.Select(record => Encoding.UTF8.GetString(record.Data.Span))],
            [.. work.Failures.Select(failure => failure.Code)]);
    }

    public static Task<(string[] Records, string[] Failures)> RunAsync(ProcessorSettings processor, params string[] records) =>
        RunAsync([processor], [.. records.Select(Encoding.UTF8.GetBytes)]);

    /// <summary>What becomes of one record that does not fail.</summary>
    public static async Task<string> OneAsync(ProcessorSettings processor, string record)
    {
        var (records, failures) = await RunAsync(processor, record);
        failures.ShouldBeEmpty();
        return records.ShouldHaveSingleItem();
    }

    private sealed class NoFunctions : IFunctionInvoker
    {
        public ValueTask<FunctionAnswer> InvokeAsync(string functionArnOrName, ReadOnlyMemory<byte> payload, CancellationToken ct) =>
            throw new InvalidOperationException("Nobody asks a function.");
    }
}
