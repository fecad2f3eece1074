namespace Hydrant.Jq.Tests;

public sealed class LanguageTests
{
    public static TheoryData<Case> Cases => [.. Case.All];

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void A_program_gives_what_jq_gives(Case wanted) =>
        Running.Run(wanted.Program, wanted.Input).ShouldBe(wanted.Expected, wanted.ToString());

    [Fact]
    public void The_manual_is_covered() => Case.All.Count.ShouldBeGreaterThanOrEqualTo(400);
}
