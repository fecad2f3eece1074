namespace Hydrant.Functions;

/// <summary>Where functions come from: folders, or the catalogue. Safe from any thread, and fast: asked at every call.</summary>
public interface IFunctionSource
{
    /// <summary>The function as it is now; null when this source has none of that name. A fault is in the second part.</summary>
    FunctionDefinition? Find(FunctionReference reference, out string? mistake);
}
