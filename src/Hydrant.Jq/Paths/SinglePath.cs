using System.Buffers;
using System.Text.Json;
using Hydrant.Jq.Json;
using Hydrant.Jq.Syntax;
using Hydrant.Jq.Values;

namespace Hydrant.Jq.Paths;

/// <summary>
/// A program that is only a path of names and whole indexes, run by stepping over the text. What the path does not go
/// through is neither decoded nor checked.
/// </summary>
internal sealed class SinglePath
{
    // A whole value is the reader's work: this is for the strings and numbers at the end of a path.
    private readonly (FieldName? Name, int Index)[] _steps;

    private SinglePath((FieldName?, int)[] steps) => _steps = steps;

    /// <summary>The path the program is; null when it is more, or nothing but the input.</summary>
    public static SinglePath? Of(Ast program)
    {
        var steps = new List<(FieldName?, int)>();
        while (program is IndexAst index)
        {
            switch (index.Key)
            {
                case LiteralAst { Value.IsString: true } name:
                    steps.Add((new FieldName(name.Value.String), 0));
                    break;
                case LiteralAst { Value: { IsNumber: true, Number: >= 0 and < int.MaxValue } } at:
                    steps.Add((null, (int)at.Value.Number));
                    break;
                default: return null;
            }

            program = index.Target;
        }

        if (program is not IdentityAst || steps.Count == 0) return null;
        steps.Reverse();
        return new SinglePath([.. steps]);
    }

    /// <summary>
    /// Writes the value. False, with nothing written, when it takes the general way: a step meets something it cannot go
    /// through, the text seems malformed, or the value is an object or array.
    /// </summary>
    public bool TryRun(ReadOnlySpan<byte> json, IBufferWriter<byte> output)
    {
        var at = JsonScan.SkipSpace(json, 0);
        foreach (var (name, index) in _steps)
        {
            if (at >= json.Length) return false;
            int found;
            if (name is not null && json[at] == '{') found = JsonScan.FindMember(json, at, name);
            else if (name is null && json[at] == '[') found = JsonScan.FindElement(json, at, index);
            else return false;
            if (found == -2) return false;
            if (found < 0) return WriteNull(output);
            at = found;
        }

        return Write(json, at, output);
    }

    // null goes on being null whatever is asked of it.
    private static bool WriteNull(IBufferWriter<byte> output)
    {
        output.Write("null"u8);
        return true;
    }

    private static bool Write(ReadOnlySpan<byte> json, int at, IBufferWriter<byte> output)
    {
        var end = JsonScan.SkipValue(json, at);
        if (end < 0) return false;
        var text = json[at..end];
        if (text[0] == '"')
        {
            if (text[1..^1].IndexOfAnyExceptInRange((byte)' ', (byte)'~') >= 0 || text.Contains((byte)'\\')) return false;
            output.Write(text);
            return true;
        }

        if (text.SequenceEqual("true"u8) || text.SequenceEqual("false"u8) || text.SequenceEqual("null"u8))
        {
            output.Write(text);
            return true;
        }

        if (text[0] is (byte)'{' or (byte)'[' || !IsNumber(text)) return false;
        output.Advance(JsonNumber.Format(JsonOpener.Number(text), output.GetSpan(48)));
        return true;
    }

    private static bool IsNumber(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text);
            return reader.Read() && reader.TokenType == JsonTokenType.Number && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
