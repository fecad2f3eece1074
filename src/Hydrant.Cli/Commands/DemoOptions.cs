namespace Hydrant.Cli.Commands;

/// <summary>What the demo was asked for.</summary>
internal sealed record DemoOptions(string? File, int Events, int Seed, bool Once, Uri Listen, string Data);
