using System.Diagnostics;

namespace Hydrant.Functions.Tests.Folders;

public sealed class FolderTests
{
    [Fact]
    public async Task Changed_code_is_used_from_then_on()
    {
        await using var lab = new FunctionLab().Python("turns", "def lambda_handler(e, c): return 'one'");
        FunctionLab.TextOf(await lab.InvokeAsync("turns")).ShouldBe("\"one\"");

        lab.Python("turns", "def lambda_handler(e, c): return 'two'");

        await AnswersAsync(lab, "turns", "\"two\"");
    }

    [Fact]
    public async Task Changed_settings_are_used_from_then_on()
    {
        const string code = "import os\ndef lambda_handler(e, c): return os.environ.get('COLOUR')";
        await using var lab = new FunctionLab().Python("set", code, """{"environment":{"COLOUR":"blue"}}""");
        FunctionLab.TextOf(await lab.InvokeAsync("set")).ShouldBe("\"blue\"");

        lab.Python("set", code, """{"environment":{"COLOUR":"red"}}""");

        await AnswersAsync(lab, "set", "\"red\"");
    }

    [Fact]
    public async Task A_call_at_work_ends_in_the_code_it_began_in()
    {
        await using var lab = new FunctionLab().Python("slow", "import time\ndef lambda_handler(e, c):\n    time.sleep(e)\n    return 'one'", """{"timeout":20}""");
        (await lab.InvokeAsync("slow", "0")).Ok.ShouldBeTrue();
        var before = lab.InvokeAsync("slow", "1");

        lab.Python("slow", "def lambda_handler(e, c): return 'two'", """{"timeout":20}""");
        await AnswersAsync(lab, "slow", "\"two\"");

        FunctionLab.TextOf(await before).ShouldBe("\"one\"");
    }

    [Fact]
    public async Task A_name_without_a_folder_is_not_found_and_neither_is_a_path()
    {
        await using var lab = new FunctionLab();

        (await lab.InvokeAsync("nobody")).Kind.ShouldBe(FunctionAnswerKind.NotFound);
        (await lab.InvokeAsync("../functions")).Kind.ShouldBe(FunctionAnswerKind.NotFound);
        (await lab.InvokeAsync("")).Kind.ShouldBe(FunctionAnswerKind.NotFound);
    }

    [Fact]
    public async Task Where_functions_are_off_there_are_none()
    {
        await using var lab = new FunctionLab(options => options with { IsEnabled = false }).Python("echo", "def lambda_handler(e, c): return e");

        (await lab.InvokeAsync("echo")).Kind.ShouldBe(FunctionAnswerKind.NotFound);
    }

    private static async Task AnswersAsync(FunctionLab lab, string name, string expected)
    {
        var clock = Stopwatch.StartNew();
        string found;
        while ((found = FunctionLab.TextOf(await lab.InvokeAsync(name, "0"))) != expected && clock.Elapsed < TimeSpan.FromSeconds(10)) await Task.Delay(10);
        found.ShouldBe(expected);
    }
}
