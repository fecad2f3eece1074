namespace Hydrant.Cli.Tests;

public sealed class ScriptTests
{
    [Fact]
    public void The_script_runs_and_tells_of_every_command()
    {
        var script = File.ReadAllText(Path.Combine(Testing.Server.StartedServer.Root, "hydrant"));
        var usage = script[script.IndexOf("usage: hydrant", StringComparison.Ordinal)..script.IndexOf("Each command builds", StringComparison.Ordinal)];

        foreach (var command in Program.Root().Subcommands)
        {
            usage.ShouldContain($"\n  {command.Name} ");
            script.ShouldMatch($@"(?m)^  ([a-z| -]+ \| )?{command.Name}( \| [a-z| -]+)?\)$");
        }
    }
}
