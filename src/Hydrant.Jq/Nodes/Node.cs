using Hydrant.Core;
using Hydrant.Jq.Values;

namespace Hydrant.Jq.Nodes;

/// <summary>A piece of a compiled program. It gives each of its outputs to an <see cref="Emit"/>.</summary>
internal abstract class Node
{
    /// <summary>True when there is always one output, or an error: <see cref="Eval"/> can be asked instead.</summary>
    public virtual bool IsSingle => false;

    /// <summary>The one output; no value when there was an error, which the run then has. Only when <see cref="IsSingle"/>.</summary>
    public virtual JqValue Eval(Frame frame, JqValue input) =>
        throw new InvariantException($"{GetType().Name} has not always one output");

    /// <summary>Emits every output in turn. False when it was stopped: by an error, a break, or the taker.</summary>
    public abstract bool Run(Frame frame, in Item input, Emit emit);
}
