using System.Collections;
using Hydrant.Server.Composition;
using Hydrant.Server.Options;
using Hydrant.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hydrant.Server;

/// <summary>Starts the server, or says everything that keeps it from starting.</summary>
internal static class Program
{
    private const int Failed = 1;
    private const int Misused = 2;

    public static async Task<int> Main(string[] args)
    {
        if (args is ["--help" or "-h", ..])
        {
            Console.WriteLine(OptionHelp.Text());
            return 0;
        }

        if (args is ["--help-page"])
        {
            Console.Write(OptionHelp.Page());
            return 0;
        }

        var mistakes = new List<string>();
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);
        var options = OptionSources.Read(args, environment, mistakes);
        if (mistakes.Count > 0)
        {
            foreach (var mistake in mistakes) await Console.Error.WriteLineAsync($"hydrant: {mistake}");
            return Misused;
        }

        try
        {
            await RunAsync(options);
            return 0;
        }
        catch (Exception failure) when (failure is StorageException or IOException)
        {
            await Console.Error.WriteLineAsync($"hydrant: {failure.Message}");
            return Failed;
        }
    }

    private static async Task RunAsync(ServerOptions options)
    {
        var app = HttpServer.Build(options);
        await using (app)
        {
            await using var host = await HydrantHost.StartAsync(
                options, app.Services.GetRequiredService<ILoggerFactory>(), CancellationToken.None);
            HttpServer.Map(app, host);
            await app.StartAsync();
            Console.WriteLine($"Hydrant listens on {options.Listen.GetLeftPart(UriPartial.Authority)} and keeps its data in {options.Data}");
            await app.WaitForShutdownAsync();
            await app.StopAsync();
        }
    }
}
