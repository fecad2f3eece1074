using Hydrant.Jq.Values;

namespace Hydrant.Jq.Nodes;

/// <summary>Running a program for its paths, or for its first output.</summary>
internal static class PathForms
{
    /// <summary>Every path the program reaches, and the value there.</summary>
    public static bool Paths(Frame frame, Node program, JqValue input, Func<JqArray, JqValue, bool> take) =>
        program.Run(frame, new Item(input, PathLink.Root), (in item) =>
        {
            if (item.Path!.IsNone) return PathErrors.Result(frame.Run, item.Value);
            return frame.Run.Step() && take(item.Path.ToValue().Array, item.Value);
        });

    /// <summary>The first output, or no value when there is none. False when something failed.</summary>
    public static bool First(Frame frame, Node program, in Item input, out JqValue first)
    {
        if (program.IsSingle)
        {
            first = program.Eval(frame, input.Value);
            return !first.IsInvalid;
        }

        JqValue found = default;
        var goesOn = program.Run(frame, input, (in item) =>
        {
            found = item.Value;
            return false;
        });
        first = found;
        return goesOn || !found.IsInvalid;
    }
}
