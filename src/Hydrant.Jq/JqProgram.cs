using System.Buffers;
using System.Text.Json;
using Hydrant.Core;
using Hydrant.Jq.Compiling;
using Hydrant.Jq.Json;
using Hydrant.Jq.Nodes;
using Hydrant.Jq.Paths;
using Hydrant.Jq.Syntax;
using Hydrant.Jq.Values;

namespace Hydrant.Jq;

/// <summary>
/// A program of jq 1.6, compiled. It keeps nothing of a run, so that many threads may use it. docs/specs/jq.md says what
/// it knows.
/// </summary>
public sealed class JqProgram
{
    private const int MaxNesting = 256;

    private static readonly JsonReaderOptions Strict = new() { MaxDepth = MaxNesting };

    private readonly Function _main;
    private readonly SinglePath? _path;
    private readonly PathObject? _object;
    private readonly JqLimits _limits;
    private readonly TimeProvider _clock;

    private JqProgram(Function main, SinglePath? path, PathObject? made, JqLimits limits, TimeProvider clock)
    {
        _main = main;
        _path = path;
        _object = made;
        _limits = limits;
        _clock = clock;
    }

    /// <summary>True when the program is a plain path, such as <c>.a.b[0]</c>, and runs without opening the document.</summary>
    public bool IsSinglePath => _path is not null;

    public static Outcome<JqProgram> Compile(string text) => Compile(text, JqLimits.Default, TimeProvider.System);

    /// <summary>Compiles; the fault of a text that is no program names the line and the column.</summary>
    public static Outcome<JqProgram> Compile(string text, JqLimits limits, TimeProvider clock)
    {
        try
        {
            var ast = Parser.Program(text);
            return new JqProgram(Compiler.Program(ast), SinglePath.Of(ast), PathObject.Of(ast), limits, clock);
        }
        catch (JqSyntaxException wrong)
        {
            var before = text.AsSpan(0, Math.Min(wrong.At, text.Length));
            var column = before.Length - before.LastIndexOf('\n');
            return Fault.InvalidArgument($"jq: {wrong.Message} at line {before.Count('\n') + 1}, column {column}");
        }
        catch (InsufficientExecutionStackException)
        {
            return Fault.InvalidArgument("jq: the program is nested too deeply");
        }
    }

    /// <summary>
    /// Runs the program on one document of UTF-8 JSON. Each result is written compactly; results are separated by line
    /// feeds, and none contains one. A plain path checks only as much of the document as it must read.
    /// With an error, what was written behind the results that are counted is to be dropped.
    /// </summary>
    public JqResult Run(ReadOnlySpan<byte> json, IBufferWriter<byte> output)
    {
        if (_path is not null && _path.TryRun(json, output)) return new JqResult(1, null);
        return RunOpened(json, output);
    }

    private JqResult RunOpened(ReadOnlySpan<byte> json, IBufferWriter<byte> output)
    {
        if (Check(json) is { } wrong) return new JqResult(0, wrong);
        if (_object is not null && _object.TryRun(json, output)) return new JqResult(1, null);
        var input = JsonOpener.Value(json.ToArray(), JsonScan.SkipSpace(json, 0), out _);
        var run = new JqRun(_limits, _clock);
        var frame = new Frame(run, null, _main.Variables, []);
        var count = 0;
        try
        {
            _main.Body.Run(frame, new Item(input, null), (in item) =>
            {
                if (count > 0) output.Write("\n"u8);
                JsonOut.Write(item.Value, output);
                count++;
                return run.Step();
            });
        }
        catch (InsufficientExecutionStackException)
        {
            return new JqResult(count, "the program goes too deep");
        }

        return new JqResult(count, run.Error.IsInvalid ? null : Message(run.Error));
    }

    private static string? Check(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, Strict);
            while (reader.Read())
            {
            }

            return null;
        }
        catch (JsonException wrong)
        {
            return $"the input is not JSON: {wrong.Message}";
        }
    }

    private static string Message(JqValue error) => error.IsString ? error.String : $"{JqRun.Show(error)} not a string";
}
