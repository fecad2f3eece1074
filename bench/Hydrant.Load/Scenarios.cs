using Hydrant.Load.CatchingUp;
using Hydrant.Load.Columns;
using Hydrant.Load.Functions;
using Hydrant.Load.Polling;

namespace Hydrant.Load;

/// <summary>What can be measured, by name.</summary>
internal static class Scenarios
{
    private static readonly (string Name, Func<LoadOptions, Task> Run)[] All =
    [
        ("put-records", PutScenario.PutRecords.RunAsync),
        ("put-record", PutScenario.PutRecord.RunAsync),
        ("put-records-small", PutScenario.PutRecordsSmall.RunAsync),
        ("get-records", GetScenario.RunAsync),
        ("catching-up", CatchingUpScenario.RunAsync),
        ("push", PushScenario.RunAsync),
        ("polls", PollsScenario.RunAsync),
        ("shards", ShardsScenario.RunAsync),
        ("many-shards", ManyShardsScenario.RunAsync),
        ("on-demand", OnDemandScenario.RunAsync),
        ("memory", MemoryScenario.RunAsync),
        ("functions", FunctionsScenario.RunAsync),
        ("jq", JqSpeed.JqSpeedScenario.RunAsync),
        ("orc", Orc.OrcScenario.RunAsync),
        ("pipeline", Pipelines.PipelineScenario.RunAsync),
        ("parquet", ParquetScenario.RunAsync),
    ];

    public static string Names => string.Join('|', All.Select(scenario => scenario.Name));

    /// <summary>The scenarios that name stands for; null when there are none.</summary>
    public static IReadOnlyList<Func<LoadOptions, Task>>? Find(string name) =>
        name == "all" ? [.. All.Select(scenario => scenario.Run)]
        : All.FirstOrDefault(scenario => scenario.Name == name).Run is { } run ? [run]
        : null;
}
