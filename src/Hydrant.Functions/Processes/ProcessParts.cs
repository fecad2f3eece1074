using System.Globalization;
using Hydrant.Functions.Logs;
using Hydrant.Functions.Runtimes;

namespace Hydrant.Functions.Processes;

/// <summary>What a process of a function is made of.</summary>
/// <param name="Command">What runs.</param>
/// <param name="Log">Where it writes.</param>
/// <param name="Mark">How a bootstrap's own lines begin; nobody else knows it.</param>
internal sealed record ProcessParts(
    RuntimeCommand Command, FunctionLog Log, string Mark, FunctionOptions Options, RuntimeFiles Files, TimeProvider Clock)
{
    /// <summary>What a function may know of this machine.</summary>
    private static readonly string[] Inherited = ["PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "DOTNET_ROOT", "NODE_EXTRA_CA_CERTS"];

    /// <summary>All of the process's environment: as Lambda's, and nothing of the server's own, which has secrets in it.</summary>
    public Dictionary<string, string> EnvironmentOf(FunctionDefinition function, string runtimeApi)
    {
        var region = FunctionReference.TryParse(function.Arn, out var reference) && reference.Tenant is { } tenant ? tenant.Region : Options.Region;
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value) environment[name] = value;
        }

        environment["AWS_REGION"] = region;
        environment["AWS_DEFAULT_REGION"] = region;
        environment["AWS_ACCESS_KEY_ID"] = Options.AccessKey;
        environment["AWS_SECRET_ACCESS_KEY"] = Options.SecretKey;
        if (Options.ServerUrl is { } url) environment["AWS_ENDPOINT_URL"] = url.GetLeftPart(UriPartial.Authority);
        environment["PYTHONDONTWRITEBYTECODE"] = "1"; // A function's folder is watched; it does not change by being run.

        foreach (var (name, value) in function.Environment) environment[name] = value;

        environment["AWS_LAMBDA_RUNTIME_API"] = runtimeApi;
        environment["AWS_LAMBDA_FUNCTION_NAME"] = function.Name;
        environment["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST";
        environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = function.MemorySize.ToString(CultureInfo.InvariantCulture);
        environment["AWS_LAMBDA_LOG_GROUP_NAME"] = $"/aws/lambda/{function.Name}";
        environment["AWS_LAMBDA_LOG_STREAM_NAME"] = "[$LATEST]";
        environment["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand";
        environment["AWS_EXECUTION_ENV"] = $"AWS_Lambda_{function.Runtime}";
        environment["LAMBDA_TASK_ROOT"] = function.CodeDirectory;
        environment["LAMBDA_RUNTIME_DIR"] = Files.Directory;
        environment["_HANDLER"] = function.Handler;
        if (Command.Marks) environment["HYDRANT_LOG_MARK"] = Mark;
        return environment;
    }
}
