using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using Hydrant.Jq.Values;

namespace Hydrant.Jq.Json;

/// <summary>Values to compact JSON, as jq -c writes them.</summary>
internal static class JsonOut
{
    private static readonly SearchValues<char> Special =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(c => (char)c), '"', '\\', '\x7f']);

    public static string Text(JqValue value)
    {
        var output = new ArrayBufferWriter<byte>();
        Write(value, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    public static void Write(JqValue value, IBufferWriter<byte> output)
    {
        switch (value.Kind)
        {
            case JqKind.Null: output.Write("null"u8); break;
            case JqKind.False: output.Write("false"u8); break;
            case JqKind.True: output.Write("true"u8); break;
            case JqKind.Number: output.Advance(JsonNumber.Format(value.Number, output.GetSpan(48))); break;
            case JqKind.String: WriteString(value.String, output); break;
            case JqKind.Array: WriteArray(value.Array, output); break;
            default: WriteObject(value.Object, output); break;
        }
    }

    public static void WriteString(ReadOnlySpan<char> text, IBufferWriter<byte> output)
    {
        output.Write("\""u8);
        while (true)
        {
            var plain = text.IndexOfAny(Special);
            if (plain < 0) plain = text.Length;
            WriteUtf8(text[..plain], output);
            if (plain == text.Length) break;
            WriteEscape(text[plain], output);
            text = text[(plain + 1)..];
        }

        output.Write("\""u8);
    }

    private static void WriteUtf8(ReadOnlySpan<char> text, IBufferWriter<byte> output)
    {
        if (text.IsEmpty) return;
        Utf8.FromUtf16(text, output.GetSpan(text.Length * 3), out _, out var written);
        output.Advance(written);
    }

    private static void WriteEscape(char c, IBufferWriter<byte> output)
    {
        switch (c)
        {
            case '"': output.Write("\\\""u8); break;
            case '\\': output.Write("\\\\"u8); break;
            case '\n': output.Write("\\n"u8); break;
            case '\t': output.Write("\\t"u8); break;
            case '\r': output.Write("\\r"u8); break;
            case '\b': output.Write("\\b"u8); break;
            case '\f': output.Write("\\f"u8); break;
            default:
                var hex = "0123456789abcdef"u8;
                output.Write([(byte)'\\', (byte)'u', (byte)'0', (byte)'0', hex[c >> 4], hex[c & 15]]);
                break;
        }
    }

    private static void WriteArray(JqArray array, IBufferWriter<byte> output)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        output.Write("["u8);
        for (var i = 0; i < array.Count; i++)
        {
            if (i > 0) output.Write(","u8);
            Write(array[i], output);
        }

        output.Write("]"u8);
    }

    private static void WriteObject(JqObject members, IBufferWriter<byte> output)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        output.Write("{"u8);
        for (var i = 0; i < members.Count; i++)
        {
            if (i > 0) output.Write(","u8);
            WriteString(members.Keys[i], output);
            output.Write(":"u8);
            Write(members.Values[i], output);
        }

        output.Write("}"u8);
    }
}
