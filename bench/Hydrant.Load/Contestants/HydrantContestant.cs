using System.Diagnostics;

namespace Hydrant.Load.Contestants;

/// <summary>Hydrant, on a data directory of its own.</summary>
internal sealed class HydrantContestant(string data, bool keepsData = false, IReadOnlyList<string>? more = null) : Contestant("hydrant")
{
    protected override ProcessStartInfo Command() => new(
        "dotnet", [Programs.Server, "--listen", $"http://{Authority}", "--data", data, .. more ?? [], .. more?.Contains("--limits") == true ? (string[])[] : ["--limits", "off"]]);

    protected override void Clean()
    {
        if (!keepsData && Directory.Exists(data)) Directory.Delete(data, recursive: true);
    }
}
