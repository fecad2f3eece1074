using Hydrant.Load;

if (LoadOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine(LoadOptions.Usage);
    return 2;
}

Func<LoadOptions, Task>[] all =
[
    PutScenario.PutRecords.RunAsync, PutScenario.PutRecord.RunAsync, PutScenario.PutRecordsSmall.RunAsync,
    ShardsScenario.RunAsync, MemoryScenario.RunAsync, GetScenario.RunAsync,
];
Func<LoadOptions, Task>[]? chosen = options.Scenario switch
{
    "put-records" => [all[0]],
    "put-record" => [all[1]],
    "put-records-small" => [all[2]],
    "shards" => [all[3]],
    "memory" => [all[4]],
    "get-records" => [all[5]],
    "all" => all,
    _ => null,
};
if (chosen is null)
{
    Console.Error.WriteLine(LoadOptions.Usage);
    return 2;
}

foreach (var scenario in chosen) await scenario(options);
return 0;
