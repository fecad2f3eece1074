using Hydrant.Jq.Values;

namespace Hydrant.Jq.Builtins;

/// <summary>Changing values at paths.</summary>
internal static class PathFunctions
{
    public static IEnumerable<KeyValuePair<string, NativeFunction>> All =>
    [
        new("setpath/2", (run, input, given) => given[0].IsArray
            ? Updates.SetPath(run, input, given[0].Array.Items, given[1])
            : run.Fail("Path must be specified as an array")),
        new("delpaths/1", (run, input, given) => Updates.DeletePaths(run, input, given[0])),
    ];
}
