namespace Hydrant.Server.Options;

/// <summary>One setting: how it is called, what it is for, and what its text does to the settings.</summary>
/// <param name="Name">As on the command line without the dashes, and in the file.</param>
/// <param name="Form">What a value looks like, for people.</param>
/// <param name="Help">What it does, in a sentence or two.</param>
/// <param name="Default">The default as it would be written.</param>
/// <param name="Apply">The settings with the value, or null when the text is none.</param>
internal sealed record ServerOption(
    string Name, string Form, string Help, string Default, Func<ServerOptions, string, ServerOptions?> Apply)
{
    /// <summary>The name of the environment variable.</summary>
    public string Variable => $"HYDRANT_{Name.Replace('-', '_').ToUpperInvariant()}";
}
