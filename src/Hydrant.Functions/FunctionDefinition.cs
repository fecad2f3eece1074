using System.Collections.Immutable;

namespace Hydrant.Functions;

/// <summary>A function that can be run: its code is unpacked on this machine.</summary>
public sealed record FunctionDefinition
{
    public required string Name { get; init; }

    /// <summary>The ARN the function sees as its own.</summary>
    public required string Arn { get; init; }

    /// <summary>As Lambda names it, e.g. <c>python3.12</c>, <c>nodejs20.x</c>, <c>provided.al2023</c>, <c>dotnet8</c>.</summary>
    public required string Runtime { get; init; }

    /// <summary>What the runtime calls, e.g. <c>lambda_function.lambda_handler</c>.</summary>
    public required string Handler { get; init; }

    /// <summary>Where the code is; the process starts there.</summary>
    public required string CodeDirectory { get; init; }

    /// <summary>Changes with the code and with every setting; processes of another revision take no more calls.</summary>
    public required string Revision { get; init; }

    /// <summary>How long one call may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(FunctionLimits.DefaultTimeout);

    /// <summary>In megabytes, for the process and all it started.</summary>
    public int MemorySize { get; init; } = FunctionLimits.MinMemoryMegabytes;

    public ImmutableSortedDictionary<string, string> Environment { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Why no function can have this runtime; null when it can.</summary>
    public static string? RuntimeMistake(string runtime) => Runtimes.RuntimeCommand.Mistake(runtime);
}
