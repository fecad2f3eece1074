using Hydrant.Server.Options;
using Hydrant.Streams.Quotas;

namespace Hydrant.Server.Tests.Options;

public sealed class OptionSourcesTests
{
    [Fact]
    public void The_command_line_wins_over_the_environment_and_that_over_the_file()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, """{"Hydrant":{"account":"111111111111","log-segment-size":"64 MiB","state-delay":"2 s"}}""");
        var environment = new Dictionary<string, string> { ["HYDRANT_ACCOUNT"] = "222222222222", ["HYDRANT_LOG_SEGMENT_SIZE"] = "32MiB" };

        var options = Read(["--config", file, "--account=333333333333"], environment, out var mistakes);

        mistakes.ShouldBeEmpty();
        options.Account.ShouldBe("333333333333");
        options.LogSegmentSize.Bytes.ShouldBe(32 * 1024 * 1024);
        options.Streams.StateDelay.ShouldBe(TimeSpan.FromSeconds(2));
        File.Delete(file);
    }

    [Fact]
    public void Every_mistake_is_told_at_once()
    {
        Read(["--what", "1", "--log-segment-size", "big", "--account", "12", "--listen", "http://0.0.0.0:4566", "stray"], [], out var mistakes);

        mistakes.Count.ShouldBe(5);
        mistakes.ShouldContain("--what: there is no such option. See hydrant serve --help.");
        mistakes.ShouldContain("--log-segment-size: 'big' is not a SIZE.");
        mistakes.ShouldContain("account must have 12 digits, not '12'.");
        mistakes.ShouldContain(mistake => mistake.StartsWith("listen is 'http://0.0.0.0:4566/', which others can reach", StringComparison.Ordinal));
    }

    [Fact]
    public void With_credentials_others_may_call()
    {
        var options = Read(["--listen", "http://0.0.0.0:4566", "--credentials", "K:S:123456789012"], [], out var mistakes);

        mistakes.ShouldBeEmpty();
        options.Credentials.Single().Account.ShouldBe("123456789012");
        options.Credentials.Single().ToString().ShouldNotContain("S:");
    }

    [Fact]
    public void Functions_are_off_where_others_may_call_unless_they_are_meant()
    {
        string[] open = ["--listen", "http://0.0.0.0:4566", "--credentials", "K:S:123456789012"];

        IsOn([]).ShouldBeTrue();
        IsOn(open).ShouldBeFalse();
        IsOn([.. open, "--functions", "/tmp/f"]).ShouldBeTrue();

        static bool IsOn(string[] args)
        {
            var options = Read(args, [], out var mistakes);
            mistakes.ShouldBeEmpty();
            return options.Functions.ToOptions(options).IsEnabled;
        }
    }

    [Fact]
    public void The_page_of_the_documentation_is_what_the_table_says()
    {
        var page = Path.Combine(Hydrant.Testing.Server.StartedServer.Root, "docs", "operations", "configuration.md");

        File.ReadAllText(page).ShouldBe(OptionHelp.Page(), "Write it again: ./hydrant serve --help-page > docs/operations/configuration.md");
    }

    [Fact]
    public void Limits_are_kept_and_states_are_fast_unless_somebody_says_otherwise()
    {
        var options = Read([], [], out _);
        var other = Read(["--limits", "off"], new() { ["HYDRANT_STATES"] = "aws" }, out var mistakes);

        mistakes.ShouldBeEmpty();
        (options.Streams.Limits, options.Streams.States).ShouldBe((LimitMode.Aws, StateMode.Fast));
        (other.Streams.Limits, other.Streams.States, other.Delivery.States).ShouldBe((LimitMode.Off, StateMode.Aws, StateMode.Aws));
    }

    [Fact]
    public void A_mode_is_a_word_of_its_list()
    {
        Read(["--limits", "Aws", "--states", "0"], [], out var mistakes);

        mistakes.ShouldBe(["--limits: 'Aws' is not a aws|off.", "--states: '0' is not a aws|fast."]);
    }

    [Fact]
    public void Fault_rules_are_a_file_or_the_JSON_itself()
    {
        const string rules = """{"rules":[{"throttle":0.5}]}""";
        var file = Path.GetTempFileName();
        File.WriteAllText(file, rules);

        Read(["--faults", rules], [], out var mistakes).Faults.Rules.Single().Throttle.ShouldBe(0.5);
        Read(["--faults", file], [], out var more).Faults.Rules.Single().Throttle.ShouldBe(0.5);
        Read(["--faults", """{"rules":[{"throttle":2}]}"""], [], out var wrong);
        Read(["--faults", "/no/such/file"], [], out var missing);

        (mistakes.Count, more.Count).ShouldBe((0, 0));
        wrong.ShouldBe(["faults: rules[0]: throttle must be from 0 to 1, not 2."]);
        missing.ShouldBe(["--faults: '/no/such/file' is not a FILE|JSON."]);
        File.Delete(file);
    }

    [Fact]
    public void Where_others_can_call_there_are_fault_rules_only_when_that_is_meant()
    {
        string[] open = ["--listen", "http://0.0.0.0:4566", "--credentials", "K:S:123456789012"];
        string[] rules = [.. open, "--faults", """{"rules":[{"throttle":0.5}]}"""];

        Read([], [], out _).HasFaultsEndpoint.ShouldBeTrue();
        Read(open, [], out var none).HasFaultsEndpoint.ShouldBeFalse();
        Read(rules, [], out var refused);
        Read([.. rules, "--allow-faults", "true"], [], out var allowed).HasFaultsEndpoint.ShouldBeTrue();

        (none.Count, allowed.Count).ShouldBe((0, 0));
        refused.ShouldHaveSingleItem().ShouldStartWith("faults would let calls of others fail");
    }

    private static ServerOptions Read(string[] args, Dictionary<string, string> environment, out List<string> mistakes)
    {
        mistakes = [];
        return OptionSources.Read(args, environment, mistakes);
    }
}
