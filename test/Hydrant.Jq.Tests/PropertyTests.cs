using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Hydrant.Jq.Tests;

/// <summary>What holds of every document: made from seeds, so that a failure names the seed.</summary>
public sealed class PropertyTests
{
    private static readonly string[] Keys = ["a", "b", "é", "a b", "q\"", "\\", "", "longer key"];
    private static readonly Arbitrary<int> Seeds = ArbMap.Default.ArbFor<int>();

    [Fact]
    public void Identity_keeps_the_meaning() =>
        Prop.ForAll(Seeds, seed =>
        {
            var document = Document(new Random(seed), 4);
            var answer = Running.Run(". | .", document).ShouldHaveSingleItem();
            return JsonNode.DeepEquals(Last(document), Last(answer));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_path_evaluator_answers_as_the_general_one() =>
        Prop.ForAll(Seeds, seed =>
        {
            var random = new Random(seed);
            var document = Document(random, 4);
            var path = string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(4) == 0
                ? $"[{random.Next(3)}]"
                : $"[{JsonSerializer.Serialize(Keys[random.Next(Keys.Length)])}]"));
            var single = JqProgram.Compile("." + path).Value;
            var general = JqProgram.Compile($". | .{path}").Value;
            single.IsSinglePath.ShouldBeTrue();
            general.IsSinglePath.ShouldBeFalse();
            return Running.Run(single, document).SequenceEqual(Running.Run(general, document));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_object_of_paths_is_what_the_general_evaluator_makes() =>
        Prop.ForAll(Seeds, seed =>
        {
            var random = new Random(seed);
            var document = Document(random, 4);
            var members = Enumerable.Range(0, random.Next(1, 4)).Select(i =>
                $"{JsonSerializer.Serialize($"{Keys[random.Next(Keys.Length)]}{(random.Next(4) == 0 ? "" : $"{i}")}")}: "
                + string.Concat(Enumerable.Range(0, random.Next(1, 3)).Select(step =>
                    $"{(step == 0 ? "." : "")}[{JsonSerializer.Serialize(Keys[random.Next(Keys.Length)])}]")));
            var made = $"{{{string.Join(", ", members)}}}";
            return Running.Run(JqProgram.Compile(made).Value, document)
                .SequenceEqual(Running.Run(JqProgram.Compile($". | {made}").Value, document));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_text_breaks_the_compiler_or_the_run() =>
        Prop.ForAll(Seeds, seed =>
        {
            var random = new Random(seed);
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 25)).Select(_ => Words[random.Next(Words.Length)]));
            var compiled = JqProgram.Compile(text, Small, TimeProvider.System);
            if (compiled.Ok) Running.Run(compiled.Value, "{\"a\":[1,\"x\",{\"b\":null}]}");
            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_mutation_of_a_program_that_works_breaks_anything() =>
        Prop.ForAll(Seeds, seed =>
        {
            var random = new Random(seed);
            var wanted = Case.All[random.Next(Case.All.Count)];
            var text = wanted.Program.ToCharArray();
            for (var i = 0; i < 2; i++) text[random.Next(text.Length)] = Marks[random.Next(Marks.Length)];
            var compiled = JqProgram.Compile(new string(text), Small, TimeProvider.System);
            if (compiled.Ok) Running.Run(compiled.Value, wanted.Input);
            return true;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("[", "]")]
    [InlineData("(", ")")]
    [InlineData("-", "")]
    [InlineData("{a:", "}")]
    [InlineData("if 1 then ", " else 2 end")]
    [InlineData("try ", "")]
    [InlineData("\"\\(", ")\"")]
    [InlineData("def f: ", "; f")]
    [InlineData("1 + ", "")]
    [InlineData(". as [", "] | 1")]
    public void Depth_is_refused_and_not_fatal(string open, string close)
    {
        var text = string.Concat(Enumerable.Repeat(open, 100_000)) + "1" + string.Concat(Enumerable.Repeat(close, 100_000));
        JqProgram.Compile(text).Ok.ShouldBeFalse();
    }

    [Theory]
    [InlineData(".")]
    [InlineData(".[0]")]
    [InlineData("..")]
    [InlineData("tojson")]
    [InlineData("flatten")]
    [InlineData(". == .")]
    [InlineData("[paths] | length")]
    public void Deep_documents_are_no_danger(string program)
    {
        foreach (var depth in (int[])[250, 200_000])
            Running.Run(program, new string('[', depth) + new string(']', depth)).Length.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_long_chain_is_no_danger()
    {
        var compiled = JqProgram.Compile("1" + string.Concat(Enumerable.Repeat(" + 1", 100_000)));
        compiled.Ok.ShouldBeFalse();
        Running.Run(string.Concat(Enumerable.Repeat(".a", 1000)), "null").ShouldBe(["null"]);
    }

    private static readonly JqLimits Small = new() { Steps = 20_000, Bytes = 1 << 20, MatchTimeout = TimeSpan.FromMilliseconds(50) };
    private const string Marks = ".[]{}()|,:;?$@\"\\/+-*%=<>#ab1 ";
    private static readonly string[] Words =
    [
        ".", ".a", "[", "]", "{", "}", "(", ")", "|", ",", ":", ";", "?", "//", "..", " as ", "$x", "$x", " reduce ", " foreach ",
        " if ", " then ", " else ", " end ", " try ", " catch ", " def ", "f", "f", " and ", " or ", "=", "|=", "+=", "==", "+", "-",
        "*", "/", "%", "1", "0.5", "\"a\"", "\"\\(", "@csv", "map", "select", "path", "label ", "break ", "limit", "range", "test",
        "tojson", "sort", "recurse", "empty", "error", "del", "getpath", "?//", "not", "1e99", "[1:]", "[.[]|", "(.a|", "{a:",
    ];

    private static JsonNode? Last(string document) => JsonNode.Parse(Normal(JsonDocument.Parse(document).RootElement));

    // Of members with one name the last counts; JsonNode refuses them.
    private static string Normal(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(",", element.EnumerateObject().GroupBy(member => member.Name)
            .Select(group => JsonSerializer.Serialize(group.Key) + ":" + Normal(group.Last().Value))) + "}",
        JsonValueKind.Array => "[" + string.Join(",", element.EnumerateArray().Select(Normal)) + "]",
        JsonValueKind.Number => element.GetDouble().ToString("R", CultureInfo.InvariantCulture),
        JsonValueKind.String => JsonSerializer.Serialize(element.GetString()),
        _ => element.GetRawText(),
    };

    private static string Document(Random random, int depth)
    {
        var space = random.Next(3) == 0 ? " \n" : "";
        return space + (random.Next(depth > 0 ? 9 : 5) switch
        {
            0 => "null",
            1 => random.Next(2) == 0 ? "true" : "false",
            2 => random.Next(-1000, 1000).ToString(CultureInfo.InvariantCulture),
            3 => (random.NextDouble() * Math.Pow(10, random.Next(-20, 20))).ToString("R", CultureInfo.InvariantCulture),
            4 => Text(random),
            5 or 6 => "[" + string.Join(",", Enumerable.Range(0, random.Next(4)).Select(_ => Document(random, depth - 1))) + "]",
            _ => "{" + string.Join(",", Enumerable.Range(0, random.Next(6)).Select(_ =>
                $"{space}{Key(random)}{space}:{Document(random, depth - 1)}")) + "}",
        }) + space;
    }

    private static string Key(Random random) =>
        random.Next(5) == 0 ? "\"\\u0061\"" : JsonSerializer.Serialize(Keys[random.Next(Keys.Length)]);

    private static string Text(Random random) => JsonSerializer.Serialize(string.Concat(
        Enumerable.Range(0, random.Next(6)).Select(_ => (string[])["a", "é", "😀", "\"", "\\", "{", "]", "\n", ","]).Select(all => all[random.Next(all.Length)])));
}
