using static Hydrant.Delivery.Tests.Transforms.TransformLab;

namespace Hydrant.Delivery.Tests.Transforms;

public sealed class FieldTests
{
    [Theory]
    [InlineData("a", """{"a":1,"b":2}""", """{"b":2}""")]
    [InlineData("b", """{"a":1,"b":2}""", """{"a":1}""")]
    [InlineData("a,b", """{"a":1,"b":2}""", "{}")]
    [InlineData("a,b", """{ "a" : 1 , "b":[{}] , "c" : 1.0e2 , "d":"\u0041" }""", """{ "c" : 1.0e2 , "d":"\u0041" }""")]
    [InlineData("b, d", """{"a":1,"b":2,"c":3,"d":{"e":4}}""", """{"a":1,"c":3}""")]
    [InlineData("u.mail", """{"u":{"mail":"x","n":1},"mail":2}""", """{"u":{"n":1},"mail":2}""")]
    [InlineData("u.mail", """{"u":[{"mail":"x"},[{"mail":1,"k":2}],3]}""", """{"u":[{},[{"k":2}],3]}""")]
    [InlineData("a", """{"a":1,"a":2,"b":3,"a":4}""", """{"b":3}""")]
    [InlineData("a", "{\"\\u0061\":1,\"b\":2}\n{\"a\":3}\n", "{\"b\":2}\n{}\n")]
    [InlineData(@"a\.b,c\,d", """{"a.b":1,"a":{"b":2},"c,d":3}""", """{"a":{"b":2}}""")]
    [InlineData("a", """[{"a":1,"b":2}]""", """[{"b":2}]""")]
    [InlineData("a", "12.50", "12.50")]
    public async Task Fields_are_dropped_and_all_else_stays_to_the_byte(string fields, string record, string expected) =>
        (await OneAsync(Processor("DropFields", ("Fields", fields)), record)).ShouldBe(expected);

    [Theory]
    [InlineData("a:b", """{"a" : 1, "c":2}""", """{"b" : 1, "c":2}""")]
    [InlineData("a:b", """{"b":1,"a":2}""", """{"b":2}""")]
    [InlineData("a:b", """{"a":2,"b":1}""", """{"b":2}""")]
    [InlineData("a:b", """{"b":1}""", """{"b":1}""")]
    [InlineData("a:b,b:a", """{"a":1,"b":2}""", """{"b":1,"a":2}""")]
    [InlineData("a:b,b:c", """{"a":1,"b":2,"c":3}""", """{"b":1,"c":2}""")]
    [InlineData("u.mail:email,u:user", """{"u":{"mail":1}}""", """{"user":{"email":1}}""")]
    [InlineData("u.mail:é\"", """{"u":[{"mail":1}]}""", "{\"u\":[{\"é\\\"\":1}]}")]
    [InlineData("x:a,a.b:c", """{"a":{"b":1},"x":2}""", """{"a":2}""")]
    public async Task Fields_are_renamed_and_take_the_place_of_others(string fields, string record, string expected) =>
        (await OneAsync(Processor("RenameFields", ("Fields", fields)), record)).ShouldBe(expected);

    [Theory]
    [InlineData("env=prod", """{"a":1}""", """{"a":1,"env":"prod"}""")]
    [InlineData("env = \"prod\"", "{}", """{"env":"prod"}""")]
    [InlineData("n=1.0", """{"n":2}""", """{"n":1.0}""")]
    [InlineData("n={\"x\":[1, 2]}", """{"n":2,"a":1}""", """{"a":1,"n":{"x":[1, 2]}}""")]
    [InlineData("n=a=b", """{ "a":1 }""", """{ "a":1,"n":"a=b" }""")]
    [InlineData("at=${arrivalTimestamp}", "{}\n{}", "{\"at\":1772366400000}\n{\"at\":1772366400000}")]
    [InlineData("by=${partitionKey}", "{}", """{"by":"ann"}""")]
    public async Task Fields_are_added_behind_the_others(string field, string record, string expected) =>
        (await OneAsync(Processor("AddFields", ("Field", field)), record)).ShouldBe(expected);

    [Fact]
    public async Task Several_fields_are_added_in_their_order() =>
        (await OneAsync(Processor("AddFields", ("Field", "a=1"), ("Field", "b=true"), ("Field", "c=x")), """{"b":0}"""))
            .ShouldBe("""{"a":1,"b":true,"c":"x"}""");

    [Theory]
    [InlineData("DropFields", "Fields", "a")]
    [InlineData("RenameFields", "Fields", "a:b")]
    [InlineData("AddFields", "Field", "a=b")]
    [InlineData("JsonToCsv", "Fields", "a")]
    [InlineData("Mask", "Fields", "a")]
    public async Task What_is_no_JSON_fails_alone(string type, string name, string value)
    {
        var processor = type == "Mask" ? Processor(type, (name, value), ("Pattern", "email")) : Processor(type, (name, value));
        var bad = new[] { "no JSON", """{"a":1""", """{"a":1,}""", new string('[', 10_000) };

        var (records, failures) = await RunAsync(processor, ["{}", .. bad, "{}"]);

        records.Length.ShouldBe(2);
        failures.Length.ShouldBe(bad.Length);
    }

    [Theory]
    [InlineData("DropFields", "Fields", "a..b", "'a..b' is no path: a name in it is empty.")]
    [InlineData("DropFields", "Field", "a", "Field is no parameter of the DropFields processor, which has Fields.")]
    [InlineData("RenameFields", "Fields", "a", "'a' is no rename: write path:name.")]
    [InlineData("RenameFields", "Fields", "a:b.c", "'b.c' is a path: a member gets another name, not another place.")]
    [InlineData("RenameFields", "Fields", "a:b,c:b", "Two members are renamed to b.")]
    [InlineData("RenameFields", "Fields", "u.a:b,u.a:c", "a is renamed twice.")]
    [InlineData("AddFields", "Field", "a", "'a' is no field to add: write name=value.")]
    [InlineData("AddFields", "Field", "a=${now}", "${now} is no expression: there are ${arrivalTimestamp} and ${partitionKey}.")]
    [InlineData("Mask", "Pattern", "(", "The Pattern of the Mask processor is no regular expression that can be used: Invalid pattern '(' at offset 1. Not enough )'s.")]
    [InlineData("Mask", "Fields", "a", "Pattern is required when Mask processor is used.")]
    [InlineData("JsonToCsv", "Fields", "", "'' is no path: a name in it is empty.")]
    public void What_cannot_be_meant_is_refused(string type, string name, string value, string mistake) =>
        Delivery.Transforms.TransformCatalog.Mistake(Processor(type, (name, value))).ShouldBe(mistake);
}
