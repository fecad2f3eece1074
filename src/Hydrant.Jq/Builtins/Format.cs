using Hydrant.Jq.Nodes;
using Hydrant.Jq.Values;

namespace Hydrant.Jq.Builtins;

/// <summary>A value as text: what <c>@csv</c> and its like do.</summary>
internal delegate JqValue Format(JqRun run, JqValue value);
