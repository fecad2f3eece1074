using System.Text;
using Hydrant.Jq.Json;
using Hydrant.Jq.Values;

namespace Hydrant.Jq.Nodes;

/// <summary>One run of a program: what has failed, and what is left of the limits.</summary>
internal sealed class JqRun(JqLimits limits, TimeProvider clock)
{
    // jq cuts values in its messages to so many bytes.
    private const int ShownBytes = 14;

    private long _steps = limits.Steps;
    private long _bytes = limits.Bytes;
    private long _labels;

    public TimeProvider Clock => clock;

    public TimeSpan MatchTimeout => limits.MatchTimeout;

    /// <summary>The error; no value while there is none.</summary>
    public JqValue Error { get; private set; }

    /// <summary>True when no <c>try</c> may catch the error: a limit is reached.</summary>
    public bool IsExhausted { get; private set; }

    /// <summary>The label that is being left; 0 when none is.</summary>
    public long Breaking { get; set; }

    public bool Caught(out JqValue error)
    {
        error = Error;
        if (error.IsInvalid || IsExhausted) return false;
        Error = default;
        return true;
    }

    public JqValue Fail(string message)
    {
        if (!IsExhausted) Error = message;
        return default;
    }

    public bool Fail(JqValue error)
    {
        if (!IsExhausted) Error = error;
        return false;
    }

    /// <summary>Spends steps; false when none are left.</summary>
    public bool Step(long steps = 1) => (_steps -= steps) >= 0 || Exhaust("the program takes too many steps");

    /// <summary>Spends bytes, and a step for every 64 of them; false when there are none left.</summary>
    public bool Spend(long bytes) =>
        ((_bytes -= bytes) >= 0 || Exhaust("the program makes too much data")) && Step(bytes >> 6);

    public long NewLabel() => ++_labels;

    /// <summary>A value as error messages show it: <c>number (1)</c>.</summary>
    public static string Show(JqValue value, int bytes = ShownBytes) => $"{value.TypeName} ({Cut(value, bytes)})";

    public static string Cut(JqValue value, int bytes)
    {
        var text = Encoding.UTF8.GetBytes(JsonOut.Text(value));
        return text.Length <= bytes
            ? Encoding.UTF8.GetString(text)
            : Encoding.UTF8.GetString(text.AsSpan(0, bytes - 3)) + "...";
    }

    public bool Exhaust(string message)
    {
        Error = message;
        IsExhausted = true;
        return false;
    }
}
