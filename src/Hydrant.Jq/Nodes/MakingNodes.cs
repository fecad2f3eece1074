using System.Runtime.CompilerServices;
using System.Text;
using Hydrant.Jq.Builtins;
using Hydrant.Jq.Values;

namespace Hydrant.Jq.Nodes;

internal sealed class LiteralNode(JqValue value) : SingleNode
{
    public override JqValue Eval(Frame frame, JqValue input) => value;
}

/// <summary><c>[body]</c></summary>
internal sealed class ArrayNode(Node? body) : Node
{
    private const int PlaceBytes = 32;

    public override bool IsSingle => true;

    public override JqValue Eval(Frame frame, JqValue input) => Collect(frame, input);

    public override bool Run(Frame frame, in Item input, Emit emit)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var array = Collect(frame, input.Value);
        return !array.IsInvalid && emit(input.Made(array));
    }

    private JqValue Collect(Frame frame, JqValue input)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (body is null) return JqValue.EmptyArray;
        var items = new List<JqValue>();
        var all = body.Run(frame, new Item(input, null), (in item) =>
        {
            items.Add(item.Value);
            return frame.Run.Spend(PlaceBytes);
        });
        return all ? JqArray.Of(items) : default(JqValue);
    }
}

/// <summary><c>{key: value, ...}</c></summary>
internal sealed class ObjectNode : Node
{
    private const int MemberBytes = 48;

    private readonly (Node Key, Node Value)[] _members;
    private readonly string?[] _names;

    public ObjectNode((Node Key, Node Value)[] members)
    {
        _members = members;
        _names = [.. members.Select(member => (member.Key as LiteralNode)?.Eval(null!, default).String)];
        IsSingle = members.All(member => member.Key.IsSingle && member.Value.IsSingle);
    }

    public override bool IsSingle { get; }

    public override JqValue Eval(Frame frame, JqValue input)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var made = new JqObject(_members.Length);
        for (var i = 0; i < _members.Length; i++)
        {
            var name = _names[i];
            if (name is null)
            {
                var key = _members[i].Key.Eval(frame, input);
                if (key.IsInvalid) return default;
                if (!key.IsString) return BadKey(frame.Run, key);
                name = key.String;
            }

            var value = _members[i].Value.Eval(frame, input);
            if (value.IsInvalid) return default;
            made.Set(name, value);
        }

        return frame.Run.Spend(MemberBytes * _members.Length) ? made : default(JqValue);
    }

    public override bool Run(Frame frame, in Item input, Emit emit)
    {
        if (!IsSingle) return Next(frame, input, 0, new JqObject(_members.Length), emit);
        var value = Eval(frame, input.Value);
        return !value.IsInvalid && emit(input.Made(value));
    }

    private bool Next(Frame frame, Item input, int index, JqObject made, Emit emit)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (index == _members.Length) return emit(input.Made(made));
        var plain = new Item(input.Value, null);
        return _members[index].Key.Run(frame, plain, (in key) =>
        {
            if (!key.Value.IsString) return !BadKey(frame.Run, key.Value).IsInvalid;
            var name = key.Value.String;
            return _members[index].Value.Run(frame, plain, (in value) =>
                frame.Run.Spend(MemberBytes * (made.Count + 1L))
                && Next(frame, input, index + 1, made.With(name, value.Value), emit));
        });
    }

    private static JqValue BadKey(JqRun run, JqValue key) => run.Fail($"Cannot use {JqRun.Show(key)} as object key");
}

/// <summary>A text with programs in it; each output goes through the format. The last program's outputs are outermost.</summary>
internal sealed class TextNode(Format format, object[] parts) : Node
{
    private readonly bool _single = parts.All(part => part is string or Node { IsSingle: true });

    public override bool IsSingle => _single;

    public override JqValue Eval(Frame frame, JqValue input)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            if (part is string plain)
            {
                text.Append(plain);
                continue;
            }

            var value = ((Node)part).Eval(frame, input);
            if (value.IsInvalid) return default;
            value = format(frame.Run, value);
            if (value.IsInvalid) return default;
            text.Append(value.String);
        }

        return frame.Run.Spend(2L * text.Length) ? text.ToString() : default(JqValue);
    }

    public override bool Run(Frame frame, in Item input, Emit emit)
    {
        if (!_single) return Before(frame, input, parts.Length - 1, "", emit);
        var value = Eval(frame, input.Value);
        return !value.IsInvalid && emit(input.Made(value));
    }

    private bool Before(Frame frame, Item input, int index, string after, Emit emit)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!frame.Run.Spend(2L * after.Length)) return false;
        if (index < 0) return emit(input.Made(after));
        if (parts[index] is string plain) return Before(frame, input, index - 1, plain + after, emit);
        return ((Node)parts[index]).Run(frame, new Item(input.Value, null), (in item) =>
        {
            var text = format(frame.Run, item.Value);
            return !text.IsInvalid && Before(frame, input, index - 1, text.String + after, emit);
        });
    }
}
