using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Hydrant.Tables.Inference;

namespace Hydrant.Tables.Tests.Inference;

public sealed class SchemaInferenceTests
{
    [Theory]
    [InlineData("int", "1", "2")]
    [InlineData("bigint", "1", "3000000000")]
    [InlineData("double", "3000000000", "1.5")]
    [InlineData("double", "1", "99999999999999999999")]
    [InlineData("string", "1", "\"x\"")]
    [InlineData("string", "true", "1")]
    [InlineData("boolean", "true", "null", "false")]
    [InlineData("string", "null")]
    [InlineData("string", "\"2026-01-01T00:00:00Z\"")]
    [InlineData("string", "{\"a\":1}", "1")]
    [InlineData("string", "[1]", "{\"a\":1}")]
    [InlineData("string", "{}")]
    [InlineData("string", "{\"a:b\":1}")]
    [InlineData("array<bigint>", "[1]", "[]", "[null,3000000000]")]
    [InlineData("array<string>", "[]")]
    [InlineData("struct<a:int,b:string>", "{\"a\":1}", "{\"B\":\"x\",\"A\":2}")]
    [InlineData("array<struct<x:double>>", "[{\"x\":1},{\"x\":0.5}]")]
    public void A_column_holds_every_value_that_was_shown(string type, params string[] values) =>
        Infer(false, values).ShouldBe(type);

    [Theory]
    [InlineData("timestamp", "\"2026-01-01T00:00:00Z\"", "\"2026-01-01 10:00:00.123\"")]
    [InlineData("string", "\"2026-01-01T00:00:00Z\"", "\"yesterday\"")]
    public void Points_in_time_are_found_where_they_are_asked_for(string type, params string[] values) =>
        Infer(true, values).ShouldBe(type);

    [Theory]
    [InlineData("[1]")]
    [InlineData("{\"a\":")]
    public void What_is_no_record_changes_nothing(string text)
    {
        var inference = new SchemaInference(false);

        inference.Show(Encoding.UTF8.GetBytes(text)).ShouldNotBeNull();

        inference.Records.ShouldBe(0);
        inference.Columns.ShouldBeEmpty();
    }

    [Fact]
    public void The_order_of_numbers_means_nothing() => Prop.ForAll(ArbMap.Default.ArbFor<long[]>(), numbers =>
    {
        var texts = numbers.Select(number => $"{number}").ToArray();
        return Infer(false, texts) == Infer(false, [.. texts.Reverse()]);
    }).QuickCheckThrowOnFailure();

    private static string? Infer(bool findsTimestamps, string[] values)
    {
        var inference = new SchemaInference(findsTimestamps);
        foreach (var value in values) inference.Show(Encoding.UTF8.GetBytes($"{{\"v\":{value}}}")).ShouldBeNull();
        return inference.Columns.SingleOrDefault().HiveType;
    }
}
