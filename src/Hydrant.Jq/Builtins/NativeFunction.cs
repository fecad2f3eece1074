using Hydrant.Jq.Nodes;
using Hydrant.Jq.Values;

namespace Hydrant.Jq.Builtins;

/// <summary>A builtin from values to a value; no value when it fails, and the run then has the error.</summary>
internal delegate JqValue NativeFunction(JqRun run, JqValue input, ReadOnlySpan<JqValue> arguments);

/// <summary>A builtin that runs its arguments itself: as often as it likes, and with paths.</summary>
internal delegate bool Form(Frame frame, Node[] arguments, in Item input, Emit emit);
