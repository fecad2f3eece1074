using Hydrant.Jq.Nodes;
using Hydrant.Jq.Values;

namespace Hydrant.Jq.Builtins;

/// <summary>Builtins that look at paths, or stop their arguments early.</summary>
internal static class ReachForms
{
    public static IEnumerable<KeyValuePair<string, Form>> All =>
    [
        new("empty/0", (_, _, in _, _) => true),
        new("error/0", (frame, _, in input, _) => Raise(frame.Run, input.Value)),
        new("error/1", (frame, given, in input, _) =>
            given[0].Run(frame, new Item(input.Value, null), (in error) => Raise(frame.Run, error.Value))),
        new("path/1", Path),
        new("getpath/1", GetPath),
        new("first/1", (frame, given, in input, emit) => Limit(frame, 1, given[0], input, emit)),
        new("limit/2", (frame, given, in input, emit) => Limits(frame, given, input, emit)),
        new("isempty/1", IsEmpty),
        new("any/2", (frame, given, in input, emit) => Quantify(frame, given, input, emit, sought: true)),
        new("all/2", (frame, given, in input, emit) => Quantify(frame, given, input, emit, sought: false)),
    ];

    // An error without a value is none in jq 1.6: there is just no output.
    private static bool Raise(JqRun run, JqValue error) => error.IsNull || run.Fail(error);

    private static bool Path(Frame frame, Node[] given, in Item input, Emit emit)
    {
        var whole = input;
        return PathForms.Paths(frame, given[0], input.Value, (path, _) => emit(whole.Made(path)));
    }

    private static bool GetPath(Frame frame, Node[] given, in Item input, Emit emit)
    {
        var from = input;
        return given[0].Run(frame, new Item(input.Value, null), (in item) =>
        {
            if (!item.Value.IsArray) return frame.Run.Fail((JqValue)"Path must be specified as an array");
            var keys = item.Value.Array;
            if (from.Path is { IsNone: true }) return PathErrors.Access(frame.Run, from.Value, item.Value);
            var value = Updates.GetPath(frame.Run, from.Value, keys.Items);
            if (value.IsInvalid) return false;
            var path = from.Path;
            for (var i = 0; path is not null && i < keys.Count; i++) path = new PathLink(path, keys[i]);
            return emit(new Item(value, path));
        });
    }

    private static bool Limits(Frame frame, Node[] given, in Item input, Emit emit)
    {
        var whole = input;
        return given[0].Run(frame, new Item(input.Value, null), (in count) =>
        {
            // jq 1.6 counts after the output: nought is as good as one, and less than nought is no limit.
            if (JqOrder.Compare(count.Value, 0) < 0) return given[1].Run(frame, whole, emit);
            var most = count.Value.IsNumber ? Math.Max(1, count.Value.Number) : double.PositiveInfinity;
            return Limit(frame, most, given[1], whole, emit);
        });
    }

    private static bool Limit(Frame frame, double most, Node program, in Item input, Emit emit)
    {
        var given = 0L;
        var enough = false;
        var goesOn = program.Run(frame, input, (in item) =>
        {
            if (!emit(item)) return false;
            enough = ++given >= most;
            return !enough;
        });
        return goesOn || enough;
    }

    private static bool IsEmpty(Frame frame, Node[] given, in Item input, Emit emit)
    {
        var any = false;
        var goesOn = given[0].Run(frame, new Item(input.Value, null), (in _) =>
        {
            any = true;
            return false;
        });
        return (goesOn || any) && emit(input.Made(!any));
    }

    private static bool Quantify(Frame frame, Node[] given, in Item input, Emit emit, bool sought)
    {
        var found = false;
        var goesOn = given[0].Run(frame, new Item(input.Value, null), (in item) =>
            given[1].Run(frame, item, (in test) =>
            {
                found = test.Value.IsTruthy == sought;
                return !found && frame.Run.Step();
            }));
        return (goesOn || found) && emit(input.Made(found == sought));
    }
}
