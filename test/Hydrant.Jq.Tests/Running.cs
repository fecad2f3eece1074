using System.Buffers;
using System.Text;

namespace Hydrant.Jq.Tests;

/// <summary>Runs programs for tests: text in, lines out, an error as the last line.</summary>
internal static class Running
{
    public static string[] Run(string program, string input)
    {
        var compiled = JqProgram.Compile(program);
        return compiled.Ok ? Run(compiled.Value, input) : ["!" + compiled.Fault.Message];
    }

    public static string[] Run(JqProgram program, string input)
    {
        var output = new ArrayBufferWriter<byte>();
        var result = program.Run(Encoding.UTF8.GetBytes(input), output);
        var lines = result.Count == 0 ? [] : Encoding.UTF8.GetString(output.WrittenSpan).Split('\n');
        lines.Length.ShouldBe(result.Count);
        return result.Error is null ? lines : [.. lines, "!" + result.Error];
    }
}
