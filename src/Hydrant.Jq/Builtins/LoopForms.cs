using Hydrant.Jq.Nodes;
using Hydrant.Jq.Values;

namespace Hydrant.Jq.Builtins;

/// <summary>
/// Builtins that repeat. jq has them as recursive functions; here what is still to do is on a list of their own, so
/// that a million rounds need no more stack than one.
/// </summary>
internal static class LoopForms
{
    public static IEnumerable<KeyValuePair<string, Form>> All =>
    [
        new("recurse/0", RecurseAll),
        new("recurse/1", (frame, given, in input, emit) => Recurse(frame, given[0], null, input, emit)),
        new("recurse/2", (frame, given, in input, emit) => Recurse(frame, given[0], given[1], input, emit)),
        new("repeat/1", (frame, given, in input, emit) => Recurse(frame, given[0], null, input, emit)),
        new("while/2", While),
        new("until/2", Until),
        new("range/1", (frame, given, in input, emit) => Range(frame, [new LiteralNode(0), given[0]], input, emit)),
        new("range/2", Range),
        new("range/3", Range),
    ];

    public static bool RecurseAll(Frame frame, Node[] given, in Item input, Emit emit) =>
        Walk(frame, Elements, null, input, emit);

    private static bool Elements(Frame frame, in Item item, Emit emit) =>
        !item.Value.IsArray && !item.Value.IsObject || IterateNode.Each(frame.Run, item, emit);

    private static bool Recurse(Frame frame, Node next, Node? condition, in Item input, Emit emit) =>
        Walk(frame, (Frame at, in Item item, Emit found) => next.Run(at, item, found), condition, input, emit);

    private delegate bool Next(Frame frame, in Item item, Emit emit);

    /// <summary>Emits the input, then goes on with everything that comes next of it: depth first.</summary>
    private static bool Walk(Frame frame, Next next, Node? condition, in Item input, Emit emit)
    {
        var open = new Stack<(Item Item, JqValue Error)>();
        open.Push((input, default));
        while (open.TryPop(out var top))
        {
            if (!top.Error.IsInvalid) return frame.Run.Fail(top.Error);
            if (!frame.Run.Step() || !emit(top.Item)) return false;
            if (!Gather(frame, next, condition, top.Item, open)) return false;
        }

        return true;
    }

    /// <summary>Puts what comes next on the list, the first on top. An error waits for its turn behind them.</summary>
    private static bool Gather(
        Frame frame, Next next, Node? condition, Item from, Stack<(Item Item, JqValue Error)> open)
    {
        var found = new List<Item>();
        var goesOn = next(frame, from, (in item) =>
        {
            var kept = item;
            if (condition is null)
            {
                found.Add(kept);
                return frame.Run.Step();
            }

            return condition.Run(frame, new Item(item.Value, null), (in test) =>
            {
                if (test.Value.IsTruthy) found.Add(kept);
                return frame.Run.Step();
            });
        });
        if (!goesOn)
        {
            if (!frame.Run.Caught(out var error)) return false;
            open.Push((default, error));
        }

        for (var i = found.Count - 1; i >= 0; i--) open.Push((found[i], default));
        return true;
    }

    private static bool While(Frame frame, Node[] given, in Item input, Emit emit) =>
        Loop(frame, given, input, emit, whileTrue: true);

    private static bool Until(Frame frame, Node[] given, in Item input, Emit emit) =>
        Loop(frame, given, input, emit, whileTrue: false);

    /// <summary><c>while</c> gives every value up to the one that fails the test; <c>until</c> only those that pass it.</summary>
    private static bool Loop(Frame frame, Node[] given, in Item input, Emit emit, bool whileTrue)
    {
        var open = new Stack<(Item Item, JqValue Error)>();
        open.Push((input, default));
        while (open.TryPop(out var top))
        {
            if (!top.Error.IsInvalid) return frame.Run.Fail(top.Error);
            var goesOn = given[0].Run(frame, new Item(top.Item.Value, null), (in test) =>
            {
                if (!frame.Run.Step()) return false;
                if (!whileTrue && test.Value.IsTruthy) return emit(top.Item);
                if (whileTrue && (!test.Value.IsTruthy || !emit(top.Item))) return !test.Value.IsTruthy;
                return Gather(frame, (Frame at, in Item item, Emit found) => given[1].Run(at, item, found), null, top.Item, open);
            });
            if (!goesOn) return false;
        }

        return true;
    }

    private static bool Range(Frame frame, Node[] given, in Item input, Emit emit)
    {
        var whole = input;
        var plain = new Item(input.Value, null);
        return given[0].Run(frame, plain, (in from) =>
        {
            var start = from.Value;
            return given[1].Run(frame, plain, (in to) =>
            {
                var end = to.Value;
                if (given.Length == 2) return Count(frame.Run, start, end, 1, whole, emit);
                return given[2].Run(frame, plain, (in by) => Count(frame.Run, start, end, by.Value, whole, emit));
            });
        });
    }

    private static bool Count(JqRun run, JqValue from, JqValue to, JqValue by, Item input, Emit emit)
    {
        if (!from.IsNumber || !to.IsNumber || !by.IsNumber) return run.Fail((JqValue)"Range bounds must be numeric");
        var step = by.Number;
        for (var at = from.Number; step > 0 ? at < to.Number : step < 0 ? at > to.Number : at < to.Number; at += step)
        {
            if (!run.Step() || !emit(input.Made(at))) return false;
        }

        return true;
    }
}
