using System.Text;
using System.Text.Json;

namespace Hydrant.Functions.Tests.Running;

public sealed class MaskTests
{
    [Theory]
    [InlineData("""{"app":"shop","region":"eu","mail":"jane.doe@example.com"}""", "Ok", """{"app":"shop","region":"eu","mail":"j***@example.com"}""")]
    [InlineData("""{"app":"shop","region":"eu","text":"to a@b.co, c@d.org."}""", "Ok", """{"app":"shop","region":"eu","text":"to a***@b.co, c***@d.org."}""")]
    [InlineData("""{"app":"shop","region":"eu","card":"4111 1111 1111 1111"}""", "Ok", """{"app":"shop","region":"eu","card":"**** **** **** 1111"}""")]
    [InlineData("""{"app":"shop","region":"eu","deep":[{"card":"5500-0000-0000-0004"}]}""", "Ok", """{"app":"shop","region":"eu","deep":[{"card":"****-****-****-0004"}]}""")]
    [InlineData("""{"app":"shop","region":"eu","order":"4111111111111112"}""", "Ok", """{"app":"shop","region":"eu","order":"4111111111111112"}""")]
    [InlineData("""{"app":"shop"}""", "Dropped", """{"app":"shop"}""")]
    [InlineData("""{"region":"eu"}""", "Dropped", """{"region":"eu"}""")]
    [InlineData("no json", "ProcessingFailed", "no json")]
    [InlineData("[1]", "ProcessingFailed", "[1]")]
    public async Task A_record_is_masked_dropped_or_failed(string data, string result, string expected)
    {
        await using var lab = Lab();

        using var answer = await TransformAsync(lab, [data]);

        var record = answer.RootElement.GetProperty("records")[0];
        record.GetProperty("recordId").GetString().ShouldBe("0");
        record.GetProperty("result").GetString().ShouldBe(result);
        Encoding.UTF8.GetString(record.GetProperty("data").GetBytesFromBase64()).ShouldBe(expected);
    }

    [Fact]
    public async Task Every_record_comes_back_once_and_in_order()
    {
        await using var lab = Lab();
        var data = Enumerable.Range(0, 500).Select(i => $$"""{"app":"a","region":"{{(i % 3 == 0 ? "" : "r")}}","i":{{i}}}""").ToList();

        using var answer = await TransformAsync(lab, data);

        var records = answer.RootElement.GetProperty("records").EnumerateArray().ToList();
        records.Select(record => record.GetProperty("recordId").GetString()).ShouldBe(Enumerable.Range(0, 500).Select(i => $"{i}"));
        records.Count(record => record.GetProperty("result").GetString() == "Dropped").ShouldBe(167);
    }

    private static FunctionLab Lab()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "samples", "functions", "mask");
        return new FunctionLab().Python(
            "mask", File.ReadAllText(Path.Combine(folder, "lambda_function.py")), File.ReadAllText(Path.Combine(folder, "function.json")));
    }

    private static async Task<JsonDocument> TransformAsync(FunctionLab lab, IReadOnlyList<string> data)
    {
        var records = data.Select((text, i) => new { recordId = $"{i}", data = Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) });
        var answer = await lab.InvokeAsync("mask", JsonSerializer.Serialize(new { invocationId = "i", records }));
        answer.Kind.ShouldBe(FunctionAnswerKind.Ok, answer.Message);
        return JsonDocument.Parse(answer.Payload);
    }
}
