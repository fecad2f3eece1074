using System.Text;
using System.Text.Json;

namespace Hydrant.Cli.Demo;

/// <summary>One event on its way in.</summary>
/// <param name="Key">The partition key.</param>
/// <param name="Json">A JSON object without line breaks, which has the number of its line as <c>line</c>.</param>
internal sealed record DemoEvent(string Key, byte[] Json)
{
    /// <summary>What a line that nobody can read becomes: kept as it is, and marked.</summary>
    public static byte[] Malformed(int line, string raw) =>
        Encoding.UTF8.GetBytes($$"""{"line":{{line}},"malformed":true,"raw":{{JsonSerializer.Serialize(raw)}}}""");
}
