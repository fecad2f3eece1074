using Hydrant.Load;

if (LoadOptions.Parse(args) is not { } options || Scenarios.Find(options.Scenario) is not { } chosen)
{
    Console.Error.WriteLine(LoadOptions.Usage);
    return 2;
}

foreach (var scenario in chosen) await scenario(options);
return 0;
