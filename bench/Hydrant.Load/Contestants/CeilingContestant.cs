using System.Diagnostics;

namespace Hydrant.Load.Contestants;

/// <summary>The framework alone: parse and decode, and an answer that was made before.</summary>
/// <param name="page">A file with the answer to GetRecords.</param>
/// <param name="spins">Whether its threads look out for work before they sleep, as they do unless told otherwise.</param>
internal sealed class CeilingContestant(string? page = null, bool spins = true) : Contestant("ceiling")
{
    public override Task CreateStreamAsync(string stream, int shards) => Task.CompletedTask;

    protected override ProcessStartInfo Command() => new(
        "dotnet", [Programs.Ceiling, "--listen", $"http://{Authority}", .. page is null ? (string[])[] : ["--page", page]])
    {
        Environment = { ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = spins ? null : "0" },
    };
}
