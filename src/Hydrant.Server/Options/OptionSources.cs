using System.Text.Json;

namespace Hydrant.Server.Options;

/// <summary>
/// Reads the settings: a file, then the environment, then the command line, the later one winning. The file is
/// <c>appsettings.json</c> in the present directory or the one named by <c>--config</c>, with the settings under
/// <c>"Hydrant"</c>. Every mistake of all sources is told at once.
/// </summary>
internal static class OptionSources
{
    private const string DefaultFile = "appsettings.json";
    private const string Section = "Hydrant";

    /// <param name="args">The command line behind the command.</param>
    /// <param name="environment">Name to value.</param>
    /// <param name="mistakes">What is wrong; the settings may be used only when it stays empty.</param>
    public static ServerOptions Read(
        IReadOnlyList<string> args, IReadOnlyDictionary<string, string> environment, List<string> mistakes)
    {
        var line = ReadLine(args, mistakes);
        var options = new ServerOptions();
        foreach (var (name, text) in ReadFile(line.GetValueOrDefault("config"), mistakes))
            options = Apply(options, name, text, $"the file's '{name}'", mistakes);
        foreach (var option in OptionTable.All)
        {
            if (environment.TryGetValue(option.Variable, out var text))
                options = Apply(options, option.Name, text, option.Variable, mistakes);
        }

        foreach (var (name, text) in line.Where(pair => pair.Key != "config"))
            options = Apply(options, name, text, $"--{name}", mistakes);
        mistakes.AddRange(options.Mistakes());
        return options;
    }

    private static Dictionary<string, string> ReadLine(IReadOnlyList<string> args, List<string> mistakes)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < args.Count; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                mistakes.Add($"'{args[i]}' is no option; options begin with --. See hydrant serve --help.");
                continue;
            }

            var equals = args[i].IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? args[i][2..] : args[i][2..equals];
            if (equals >= 0) values[name] = args[i][(equals + 1)..];
            else if (i + 1 < args.Count) values[name] = args[++i];
            else mistakes.Add($"--{name} needs a value.");
        }

        return values;
    }

    private static IEnumerable<(string Name, string Text)> ReadFile(string? named, List<string> mistakes)
    {
        var path = named ?? DefaultFile;
        if (!File.Exists(path))
        {
            if (named is not null) mistakes.Add($"--config: there is no file '{named}'.");
            return [];
        }

        try
        {
            using var document = JsonDocument.Parse(
                File.ReadAllBytes(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty(Section, out var section)) return [];
            return [.. section.EnumerateObject().Select(property => (property.Name, property.Value.ToString()))];
        }
        catch (JsonException wrong)
        {
            mistakes.Add($"{path}: {wrong.Message}");
            return [];
        }
    }

    private static ServerOptions Apply(ServerOptions options, string name, string text, string source, List<string> mistakes)
    {
        if (OptionTable.Find(name) is not { } option)
        {
            mistakes.Add($"{source}: there is no such option. See hydrant serve --help.");
            return options;
        }

        if (option.Apply(options, text) is { } applied) return applied;
        mistakes.Add($"{source}: '{text}' is not a {option.Form}.");
        return options;
    }
}
