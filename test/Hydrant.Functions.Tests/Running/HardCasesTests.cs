using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Hydrant.Functions.Tests.Running;

public sealed class HardCasesTests
{
    [Fact]
    public async Task A_function_that_ends_its_process_is_told_and_starts_again()
    {
        await using var lab = new FunctionLab().Python("exits", """
            import os
            def lambda_handler(e, c):
                if e == "exit": os._exit(7)
                if e == "kill": os.kill(os.getpid(), 9)
                return "alive"
            """);

        var exit = await lab.InvokeAsync("exits", "\"exit\"");
        var kill = await lab.InvokeAsync("exits", "\"kill\"");

        exit.Kind.ShouldBe(FunctionAnswerKind.Crashed);
        exit.Message.ShouldBe($"RequestId: {exit.RequestId} Error: Runtime exited with error: exit status 7");
        FunctionLab.ErrorTypeOf(exit).ShouldBe("Runtime.ExitError");
        kill.Message.ShouldEndWith("Runtime exited with error: signal: killed");
        FunctionLab.TextOf(await lab.InvokeAsync("exits", "0")).ShouldBe("\"alive\"");
    }

    [Fact]
    public async Task A_function_that_hangs_is_ended_at_its_limit_with_all_it_started()
    {
        await using var lab = new FunctionLab().Python("hangs", """
            import os, subprocess, time
            def lambda_handler(e, c):
                child = subprocess.Popen(["sleep", "600"])
                open(e, "w").write(f"{os.getpid()} {child.pid}")
                while True: time.sleep(60)
            """, """{"timeout":1}""");
        var note = Path.Combine(lab.Options.State, "note");

        var answer = await lab.InvokeAsync("hangs", $"\"{note}\"");

        answer.Kind.ShouldBe(FunctionAnswerKind.TimedOut);
        answer.Message.ShouldMatch($@"^\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{{3}}Z {answer.RequestId} Task timed out after 1\.00 seconds$");
        ProcessesOf(note).ShouldAllBe(process => !FunctionLab.IsAlive(process));
    }

    [Fact]
    public async Task An_answer_beyond_the_limit_is_refused_and_one_at_the_limit_is_not()
    {
        await using var lab = new FunctionLab().Python("big", "def lambda_handler(e, c): return 'x' * e", """{"memorySize":512,"timeout":20}""");

        var atLimit = await lab.InvokeAsync("big", $"{FunctionLimits.MaxPayload - 2}");
        var beyond = await lab.InvokeAsync("big", "7000000");

        atLimit.Kind.ShouldBe(FunctionAnswerKind.Ok, atLimit.Message);
        atLimit.Payload.Length.ShouldBe(FunctionLimits.MaxPayload);
        beyond.Kind.ShouldBe(FunctionAnswerKind.TooLarge);
        beyond.Message.ShouldBe("Response payload size exceeded maximum allowed payload size (6291556 bytes).");
        FunctionLab.ErrorTypeOf(beyond).ShouldBe("Function.ResponseSizeTooLarge");
        (await lab.InvokeAsync("big", "1")).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task A_request_beyond_the_limit_does_not_reach_the_function()
    {
        await using var lab = new FunctionLab().Python("any", "def lambda_handler(e, c): return 1");

        var answer = await lab.Host.InvokeAsync("any", new byte[FunctionLimits.MaxPayload + 1], default);

        answer.Kind.ShouldBe(FunctionAnswerKind.TooLarge);
        answer.IsFunctionError.ShouldBeFalse();
    }

    [Fact]
    public async Task A_function_that_takes_more_memory_than_it_may_is_ended()
    {
        await using var lab = new FunctionLab().Python("greedy", """
            import time
            def lambda_handler(e, c):
                held = []
                for _ in range(200):
                    held.append(bytearray(b"x" * 4000000))
                    time.sleep(0.01)
                return len(held)
            """, """{"timeout":30}""");

        var answer = await lab.InvokeAsync("greedy");

        answer.Kind.ShouldBe(FunctionAnswerKind.Crashed);
        FunctionLab.ErrorTypeOf(answer).ShouldBe("Runtime.OutOfMemory");
        answer.Message.ShouldEndWith("Runtime exited with error: signal: killed");
    }

    [Fact]
    public async Task A_function_that_prints_much_has_a_log_of_bounded_size()
    {
        await using var lab = new FunctionLab(options => options with { MaxLogFile = Core.ByteSize.KiB(256) }).Python(
            "loud",
            "def lambda_handler(e, c):\n    for i in range(20000): print('line', i, 'x' * 100)",
            """{"timeout":60}""");

        var answer = await lab.InvokeAsync("loud");

        answer.Kind.ShouldBe(FunctionAnswerKind.Ok, answer.Message);
        answer.LogTail.Length.ShouldBe(4096);
        Encoding.UTF8.GetString(answer.LogTail.Span).ShouldContain("line 19999 ");
        lab.Log("loud").Length.ShouldBeLessThanOrEqualTo(256 * 1024);
        Directory.GetFiles(Path.Combine(lab.Options.State, "logs")).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Calls_beyond_the_concurrency_wait_and_beyond_those_are_throttled()
    {
        await using var lab = new FunctionLab(options => options with { MaxConcurrency = 2, MaxWaiting = 3 }).Python(
            "slow", "import os, time\ndef lambda_handler(e, c):\n    time.sleep(0.3)\n    return os.getpid()", """{"timeout":20}""");

        var answers = await Task.WhenAll(Enumerable.Range(0, 9).Select(_ => lab.InvokeAsync("slow")));

        answers.Count(answer => answer.Ok).ShouldBe(5);
        answers.Count(answer => answer.Kind == FunctionAnswerKind.Throttled).ShouldBe(4);
        answers.Where(answer => answer.Ok).Select(FunctionLab.TextOf).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task One_function_gives_its_idle_process_up_for_another()
    {
        await using var lab = new FunctionLab(options => options with { MaxProcesses = 1 })
            .Python("one", "def lambda_handler(e, c): return 1").Python("two", "def lambda_handler(e, c): return 2");

        foreach (var _ in Enumerable.Range(0, 2))
        {
            FunctionLab.TextOf(await lab.InvokeAsync("one")).ShouldBe("1");
            FunctionLab.TextOf(await lab.InvokeAsync("two")).ShouldBe("2");
        }
    }

    [Fact]
    public async Task A_stop_ends_processes_at_work_and_idle_and_their_children()
    {
        var lab = new FunctionLab().Python("forks", """
            import os, subprocess, time
            def lambda_handler(e, c):
                child = subprocess.Popen(["sleep", "600"])
                open(e["note"], "w").write(f"{os.getpid()} {child.pid}")
                time.sleep(e["seconds"])
            """, """{"timeout":60}""");
        var (idle, busy) = (Path.Combine(lab.Options.State, "idle"), Path.Combine(lab.Options.State, "busy"));
        var atWork = lab.InvokeAsync("forks", $$"""{"note":"{{busy}}","seconds":50}""");
        (await lab.InvokeAsync("forks", $$"""{"note":"{{idle}}","seconds":0}""")).Ok.ShouldBeTrue();
        while (ProcessesOf(busy).Length < 2) await Task.Delay(10);
        var processes = ProcessesOf(idle).Concat(ProcessesOf(busy)).ToArray();
        processes.ShouldAllBe(process => FunctionLab.IsAlive(process));

        var clock = Stopwatch.StartNew();
        await lab.DisposeAsync();

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        (await atWork).Kind.ShouldBe(FunctionAnswerKind.Unavailable);
        await EndedAsync(processes);
    }

    [Fact]
    public async Task An_idle_process_ends_after_a_while()
    {
        await using var lab = new FunctionLab(options => options with { IdleTime = TimeSpan.FromMilliseconds(200) }).Python(
            "idle", "import os\ndef lambda_handler(e, c): return os.getpid()");

        var process = int.Parse(FunctionLab.TextOf(await lab.InvokeAsync("idle")), CultureInfo.InvariantCulture);

        await EndedAsync([process]);
        (await lab.InvokeAsync("idle")).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task A_caller_who_leaves_ends_the_process()
    {
        await using var lab = new FunctionLab().Python("slow", "import time\ndef lambda_handler(e, c): time.sleep(e)", """{"timeout":60}""");
        (await lab.InvokeAsync("slow", "0")).Ok.ShouldBeTrue();
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Should.ThrowAsync<OperationCanceledException>(() => lab.InvokeAsync("slow", "50", patience.Token));

        (await lab.InvokeAsync("slow", "0")).Ok.ShouldBeTrue();
    }

    private static int[] ProcessesOf(string note) => !File.Exists(note)
        ? []
        : [.. File.ReadAllText(note).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => int.Parse(text, CultureInfo.InvariantCulture))];

    private static async Task EndedAsync(IReadOnlyList<int> processes)
    {
        var clock = Stopwatch.StartNew();
        while (processes.Any(FunctionLab.IsAlive) && clock.Elapsed < TimeSpan.FromSeconds(10)) await Task.Delay(10);
        processes.Where(FunctionLab.IsAlive).ShouldBeEmpty();
    }
}
