using System.Diagnostics;

namespace Hydrant.Jq.Tests;

/// <summary>The table of cases against jq itself, where it is installed: what it says is what is expected.</summary>
public sealed class JudgeTests
{
    [Fact]
    public void Jq_itself_agrees_with_the_table()
    {
        var judge = Environment.GetEnvironmentVariable("PATH")!.Split(':')
            .Select(folder => Path.Combine(folder, "jq")).FirstOrDefault(File.Exists);
        if (judge is null || !Ask(judge, "--version", "").StartsWith("jq-1.6", StringComparison.Ordinal))
            Assert.Skip("jq 1.6 is not installed");

        var wrong = new List<string>();
        foreach (var file in Case.All.Where(wanted => wanted.File != "own.txt").GroupBy(wanted => wanted.File))
        {
            // One process for many: each program in a try of its own, between marks. Those that fail say so with a mark.
            var cases = file.Where(wanted => !wanted.Program.Contains("__loc__", StringComparison.Ordinal)).ToList();
            var program = string.Join(", ", cases.Select((wanted, i) =>
                $"\"#{i}\", ({Quoted(wanted.Input)} | fromjson | try ({wanted.Program}\n) catch (\"!\" + (if type == \"string\" then . else tojson end)))"));
            var answers = Ask(judge, program, "null").Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var at = -1;
            var given = cases.Select(_ => new List<string>()).ToArray();
            foreach (var line in answers)
            {
                if (line.StartsWith("\"#", StringComparison.Ordinal)) at++;
                else given[at].Add(line.StartsWith("\"!", StringComparison.Ordinal) ? "!" + System.Text.Json.JsonSerializer.Deserialize<string>(line)![1..] : line);
            }

            at.ShouldBe(cases.Count - 1, file.Key);
            wrong.AddRange(cases.Where((wanted, i) => !given[i].SequenceEqual(wanted.Expected))
                .Select(wanted => $"{wanted}: {string.Join(" ", given[cases.IndexOf(wanted)])}"));
        }

        wrong.ShouldBeEmpty();
    }

    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    private static string Ask(string judge, string program, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(judge, ["-c", program])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        errors.Result.ShouldBeEmpty();
        return answer;
    }
}
