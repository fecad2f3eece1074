using System.Text;

namespace Hydrant.Server.Options;

/// <summary>The settings for people: on the screen, and as the page of the documentation.</summary>
internal static class OptionHelp
{
    public static string Text()
    {
        var text = new StringBuilder("hydrant serve [--NAME VALUE]...\n\n");
        foreach (var option in OptionTable.All)
            text.Append($"  --{option.Name} {option.Form}\n      {option.Help} Default: {option.Default}.\n");
        return text
            .Append("  --config FILE\n      Settings from a JSON file, under \"Hydrant\". Default: appsettings.json, if it is there.\n\n")
            .Append("Every option can also be set in the file by its name, or in the environment as HYDRANT_NAME, with _ for -.")
            .ToString();
    }

    /// <summary>The page docs/operations/configuration.md.</summary>
    public static string Page()
    {
        var page = new StringBuilder(
            "# Configuration\n\nThe command line wins over the environment, and that over the file (`--config FILE`, or "
            + "`appsettings.json` in the present\ndirectory; the settings stand under `\"Hydrant\"`). Sizes are written "
            + "`64 MiB`, times `5 ms`, `1 s`, `2 min` or `1 h`. The\nserver starts only when everything is in order, and "
            + "tells all mistakes at once.\n\n| option | environment | value | default | |\n| --- | --- | --- | --- | --- |\n");
        foreach (var option in OptionTable.All)
            page.Append($"| `--{option.Name}` | `{option.Variable}` | {Cell(option.Form)} | `{option.Default}` | {option.Help} |\n");
        return page.ToString();
    }

    // A bar would end the cell.
    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
