using static Hydrant.Delivery.Tests.Transforms.TransformLab;

namespace Hydrant.Delivery.Tests.Transforms;

public sealed class JsonToCsvTests
{
    [Theory]
    [InlineData("""{"b":"x","a":1.50}""", "1.50,x,")]
    [InlineData("""{"a":"1,2","b":"say \"hi\"","c":{"d":"two\nlines"}}""", "\"1,2\",\"say \"\"hi\"\"\",\"two\nlines\"")]
    [InlineData("""{"a":{"x": [1]},"b":true,"c":[1]}""", "\"{\"\"x\"\": [1]}\",true,")]
    [InlineData("""{"a":null,"b":"","c":{"d":"\u00e9"}}""", ",,é")]
    [InlineData("""{"a":1,"a":2}""", "2,,")]
    [InlineData("{}", ",,")]
    public async Task Members_become_the_columns_that_were_named(string record, string expected) =>
        (await OneAsync(Processor("JsonToCsv", ("Fields", "a, b, c.d")), record)).ShouldBe(expected);

    [Theory]
    [InlineData("a,b", ";", "NULL", """{"a":"x;y"}""", "\"x;y\";NULL")]
    [InlineData("a,b", "\\t", "\\N", """{"a":"\t","b":"\\N"}""", "\"\t\"\t\"\\N\"")]
    [InlineData("a,a,a.b", "|", "-", """{"a":{"b":1}}""", "\"{\"\"b\"\":1}\"|\"{\"\"b\"\":1}\"|1")]
    public async Task Delimiter_and_null_can_be_chosen(string fields, string delimiter, string nullText, string record, string expected) =>
        (await OneAsync(Processor("JsonToCsv", ("Fields", fields), ("Delimiter", delimiter), ("NullText", nullText)), record)).ShouldBe(expected);

    [Theory]
    [InlineData("[1]")]
    [InlineData("1")]
    [InlineData("{}{}")]
    [InlineData(" ")]
    public async Task A_record_that_is_not_one_object_fails(string record) =>
        (await RunAsync(Processor("JsonToCsv", ("Fields", "a")), record)).Failures.ShouldBe(["JsonToCsv.InvalidJson"]);

    [Theory]
    [InlineData("ab")]
    [InlineData("\"")]
    public void A_delimiter_is_one_character(string delimiter) =>
        Delivery.Transforms.TransformCatalog.Mistake(Processor("JsonToCsv", ("Fields", "a"), ("Delimiter", delimiter))).ShouldNotBeNull();
}
