using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;

namespace Hydrant.Formats.Json;

/// <summary>
/// A place in a record, and the first mistake that was met. Strict as RFC 8259, UTF-8 included: what is skipped is
/// checked like what is read. A method that returns false has noted why.
/// </summary>
internal ref struct JsonCursor
{
    private const int MaxDepth = 1_000;

    public readonly ReadOnlySpan<byte> Json;
    public int At;
    private int _depth;

    public JsonCursor(ReadOnlySpan<byte> json) => Json = json;

    public string? Mistake { get; private set; }

    public bool IsMalformed { get; private set; }

    public readonly ReadOnlySpan<byte> Rest => Json[At..];

    /// <summary>The next byte that is no white space, which is not taken; 0 at the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Peek()
    {
        var at = At;
        if ((uint)at < (uint)Json.Length && Json[at] > (byte)' ') return Json[at];
        return PeekBehindSpace();
    }

    public bool Malformed()
    {
        if (Mistake is not null) return false;
        (IsMalformed, Mistake) = (true, "Encountered malformed JSON.");
        return false;
    }

    public bool Misfit(string why)
    {
        if (Mistake is null) (IsMalformed, Mistake) = (false, why);
        return false;
    }

    /// <summary>Names the place of a value that did not fit, from the inside out.</summary>
    public void Within(string name)
    {
        if (!IsMalformed && Mistake is not null) Mistake = $"{name}: {Mistake}";
    }

    /// <summary>Takes a literal whose first byte was seen.</summary>
    public bool Literal(ReadOnlySpan<byte> literal)
    {
        if (!Rest.StartsWith(literal)) return Malformed();
        At += literal.Length;
        return true;
    }

    /// <summary>Takes a string from its opening quote on.</summary>
    /// <param name="text">What stands between the quotes, valid UTF-8, escapes as they are written.</param>
    /// <param name="escaped">Whether there are escapes; they may still be wrong.</param>
    public bool String(out ReadOnlySpan<byte> text, out bool escaped)
    {
        var start = At + 1;
        var at = start;
        escaped = false;
        ref var json = ref MemoryMarshal.GetReference(Json);
        while (at <= Json.Length - Vector128<byte>.Count)
        {
            // Read as signed numbers, control characters and what is not ASCII are both below a space.
            var bytes = Vector128.LoadUnsafe(ref json, (nuint)at);
            var stops = Vector128.Equals(bytes, Vector128.Create((byte)'"'))
                | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))
                | Vector128.LessThan(bytes.AsSByte(), Vector128.Create((sbyte)' ')).AsByte();
            var mask = stops.ExtractMostSignificantBits();
            if (mask == 0)
            {
                at += Vector128<byte>.Count;
                continue;
            }

            at += System.Numerics.BitOperations.TrailingZeroCount(mask);
            if (Unsafe.Add(ref json, at) != (byte)'"') break;
            text = Json[start..at];
            At = at + 1;
            return true;
        }

        return SlowString(start, at, out text, out escaped);
    }

    /// <summary>Takes one value, whatever it is, from its first byte on.</summary>
    public bool Skip(byte first)
    {
        switch (first)
        {
            case (byte)'"':
                return String(out var text, out var escaped) && (!escaped || JsonEscapes.AreGood(text) || Malformed());
            case (byte)'{':
                return SkipObject();
            case (byte)'[':
                return SkipArray();
            case (byte)'t':
                return Literal("true"u8);
            case (byte)'f':
                return Literal("false"u8);
            case (byte)'n':
                return Literal("null"u8);
            default:
                return JsonNumber.TryScan(Json, ref At, out _) || Malformed();
        }
    }

    private bool SkipObject()
    {
        if (++_depth > MaxDepth) return Misfit($"The JSON is nested deeper than {MaxDepth}.");
        At++;
        var next = Peek();
        if (next == (byte)'}') return Leave();
        while (true)
        {
            if (next != (byte)'"' || !Skip(next) || Peek() != (byte)':') return Malformed();
            At++;
            if (!Skip(Peek())) return false;
            next = Peek();
            if (next == (byte)'}') return Leave();
            if (next != (byte)',') return Malformed();
            At++;
            next = Peek();
        }
    }

    private bool SkipArray()
    {
        if (++_depth > MaxDepth) return Misfit($"The JSON is nested deeper than {MaxDepth}.");
        At++;
        if (Peek() == (byte)']') return Leave();
        while (true)
        {
            if (!Skip(Peek())) return false;
            var next = Peek();
            if (next == (byte)']') return Leave();
            if (next != (byte)',') return Malformed();
            At++;
        }
    }

    private bool Leave()
    {
        At++;
        _depth--;
        return true;
    }

    // From something else than plain ASCII, or near the end of the record.
    private bool SlowString(int start, int at, out ReadOnlySpan<byte> text, out bool escaped)
    {
        text = default;
        escaped = false;
        var ascii = true;
        while (true)
        {
            if (at >= Json.Length || Json[at] < ' ') return Malformed();
            var value = Json[at];
            if (value == '"') break;
            if (value == '\\')
            {
                escaped = true;
                at++;
            }

            ascii &= value < 0x80;
            at++;
        }

        text = Json[start..at];
        if (!ascii && !Utf8.IsValid(text)) return Malformed();
        At = at + 1;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private byte PeekBehindSpace()
    {
        for (; At < Json.Length; At++)
        {
            var value = Json[At];
            if (value is not ((byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')) return value;
        }

        return 0;
    }
}
