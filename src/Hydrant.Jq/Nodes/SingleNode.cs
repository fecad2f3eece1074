namespace Hydrant.Jq.Nodes;

/// <summary>A node that computes one value from its input.</summary>
internal abstract class SingleNode : Node
{
    public override bool IsSingle => true;

    public override bool Run(Frame frame, in Item input, Emit emit)
    {
        var value = Eval(frame, input.Value);
        return !value.IsInvalid && emit(input.Made(value));
    }
}
