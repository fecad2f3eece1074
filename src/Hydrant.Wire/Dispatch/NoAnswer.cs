namespace Hydrant.Wire.Dispatch;

/// <summary>The answer of an operation without output: status 200 and an empty body.</summary>
public sealed class NoAnswer
{
    public static readonly NoAnswer Instance = new();
}
