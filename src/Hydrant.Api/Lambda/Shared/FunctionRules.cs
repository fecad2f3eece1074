using System.Globalization;
using System.Text;
using Hydrant.Api.Lambda.Catalog;
using Hydrant.Core;
using Hydrant.Functions;

namespace Hydrant.Api.Lambda.Shared;

/// <summary>What the settings of a function must hold.</summary>
internal static class FunctionRules
{
    private const int MaxEnvironment = 4 * 1024;
    private const int MaxDescription = 256;
    private const int MaxHandler = 128;

    private static readonly string[] Reserved =
    [
        "_HANDLER", "_X_AMZN_TRACE_ID", "AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_DEFAULT_REGION", "AWS_EXECUTION_ENV",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_INITIALIZATION_TYPE",
        "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_LAMBDA_RUNTIME_API", "AWS_REGION", "AWS_SECRET_ACCESS_KEY",
        "AWS_SECRET_KEY", "AWS_SECURITY_TOKEN", "AWS_SESSION_TOKEN", "LAMBDA_RUNTIME_DIR", "LAMBDA_TASK_ROOT",
    ];

    /// <summary>The state, or the first rule it breaks.</summary>
    public static Outcome<FunctionState> Check(FunctionState state) => Mistake(state) is { } fault ? fault : state;

    private static Fault? Mistake(FunctionState state)
    {
        if (FunctionDefinition.RuntimeMistake(state.Runtime) is { } runtime) return Fault.InvalidArgument(runtime);
        if (state.Handler.Length == 0 && !state.Runtime.StartsWith("provided", StringComparison.Ordinal))
            return Fault.InvalidArgument("Handler is mandatory for functions created with deployment package type Zip.");
        if (state.Handler.Length > MaxHandler || state.Handler.Any(char.IsWhiteSpace))
            return Broken(state.Handler, "handler", "Member must satisfy regular expression pattern: [^\\s]+");
        if (!Arn.TryParse(state.Role, out var role) || role.Service != "iam" || !role.Resource.StartsWith("role/", StringComparison.Ordinal))
        {
            return Broken(
                state.Role, "role", "Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+");
        }

        if (state.Description.Length > MaxDescription)
            return Broken(state.Description, "description", $"Member must have length less than or equal to {MaxDescription}");
        if (OutOf(state.Timeout, 1, FunctionLimits.MaxTimeout) is { } timeout) return Broken(Text(state.Timeout), "timeout", timeout);
        if (OutOf(state.MemorySize, FunctionLimits.MinMemoryMegabytes, FunctionLimits.MaxMemoryMegabytes) is { } memory)
            return Broken(Text(state.MemorySize), "memorySize", memory);
        if (state.Architecture is not ("x86_64" or "arm64"))
            return Broken($"[{state.Architecture}]", "architectures", "Member must satisfy enum value set: [x86_64, arm64]");
        return EnvironmentMistake(state);
    }

    private static Fault? EnvironmentMistake(FunctionState state)
    {
        var reserved = state.Environment.Keys.Where(Reserved.Contains).ToList();
        if (reserved.Count > 0)
        {
            return Fault.InvalidArgument(
                "Lambda was unable to configure your environment variables because the environment variables you have provided contains "
                + $"reserved keys that are currently not supported for modification. Reserved keys used in this request: {string.Join(", ", reserved)}");
        }

        var wrong = state.Environment.Keys.FirstOrDefault(static key =>
            key.Length < 2 || !char.IsAsciiLetter(key[0]) || !key.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_'));
        if (wrong is not null) return Broken(wrong, "environment.variables", "Map keys must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+");

        var size = state.Environment.Sum(static pair => Encoding.UTF8.GetByteCount(pair.Key) + Encoding.UTF8.GetByteCount(pair.Value));
        return size <= MaxEnvironment
            ? null
            : Fault.InvalidArgument("Lambda was unable to configure your environment variables because the environment variables you have "
                + $"provided exceeded the 4KB limit. String measured: {size}");
    }

    private static string? OutOf(int value, int min, int max) =>
        value < min ? $"Member must have value greater than or equal to {min}"
        : value > max ? $"Member must have value less than or equal to {max}"
        : null;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Fault Broken(string value, string path, string constraint) => Fault.InvalidArgument(
        $"1 validation error detected: Value '{value}' at '{path}' failed to satisfy constraint: {constraint}");
}
