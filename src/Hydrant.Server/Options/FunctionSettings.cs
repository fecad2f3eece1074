using Hydrant.Functions;

namespace Hydrant.Server.Options;

/// <summary>How functions run on this server.</summary>
internal sealed record FunctionSettings
{
    /// <summary>Null when it was not named; then it is in the data directory.</summary>
    public string? Folder { get; init; }

    public int MaxConcurrency { get; init; } = 10;

    public int MaxProcesses { get; init; } = 64;

    public TimeSpan IdleTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Where functions are called that are not here; null when there is no such place.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Whoever can upload a function can run code on this machine: others than this machine may not, unless it is meant.</summary>
    public FunctionOptions ToOptions(ServerOptions server)
    {
        var credential = server.Credentials is [var first, ..] ? first : null;
        var options = new FunctionOptions
        {
            IsEnabled = server.IsLoopback || Folder is not null,
            Folder = Folder ?? Path.Combine(server.Data, "functions"),
            State = Path.Combine(server.Data, "function-state"),
            MaxConcurrency = MaxConcurrency,
            MaxProcesses = MaxProcesses,
            IdleTime = IdleTime,
            Endpoint = Endpoint,
            ServerUrl = OwnUrl(server.Listen),
            Account = credential?.Account ?? server.Account,
        };
        return credential is null ? options : options with { AccessKey = credential.AccessKey, SecretKey = credential.SecretKey };
    }

    // A server that listens everywhere is found here, too.
    private static Uri OwnUrl(Uri listen) => listen.Host is "0.0.0.0" or "[::]" or "*" or "+"
        ? new UriBuilder(listen) { Host = "127.0.0.1" }.Uri
        : listen;
}
