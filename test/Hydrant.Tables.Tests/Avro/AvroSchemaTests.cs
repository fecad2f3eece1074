using FsCheck;
using FsCheck.Fluent;
using Hydrant.Tables.Avro;

namespace Hydrant.Tables.Tests.Avro;

public sealed class AvroSchemaTests
{
    [Theory]
    [InlineData("\"strin\"", "not a defined name")]
    [InlineData("""{"type":"record","name":"r"}""", "no fields")]
    [InlineData("""{"type":"record","name":"1r","fields":[]}""", "Illegal initial character")]
    [InlineData("""{"type":"record","name":"r","fields":[{"name":"a","type":"int"},{"name":"a","type":"int"}]}""", "Duplicate field")]
    [InlineData("""{"type":"record","name":"r","fields":[{"name":"a","type":"int","default":"x"}]}""", "Invalid default")]
    [InlineData("""{"type":"record","name":"r","fields":[{"name":"a","type":["null","int"],"default":1}]}""", "Invalid default")]
    [InlineData("""["int","int"]""", "Duplicate in union")]
    [InlineData("""["int",["string"]]""", "Nested union")]
    [InlineData("""{"type":"enum","name":"e","symbols":["A","A"]}""", "Duplicate enum symbol")]
    [InlineData("""{"type":"enum","name":"e","symbols":["A"],"default":"B"}""", "is not in the enum symbol set")]
    [InlineData("""{"type":"fixed","name":"f","size":-1}""", "size")]
    [InlineData("""{"type":"array"}""", "No items type")]
    [InlineData("{", "")]
    public void What_is_no_schema_is_refused(string text, string why)
    {
        var parsed = AvroParser.Parse(text);

        parsed.Ok.ShouldBeFalse();
        parsed.Fault.Message.ShouldContain(why);
    }

    [Fact]
    public void Names_take_the_namespace_they_stand_in()
    {
        var parsed = AvroParser.Parse("""
            {"type":"record","name":"a.b.Outer","fields":[
              {"name":"x","type":{"type":"enum","name":"Kind","symbols":["A"]}},
              {"name":"y","type":"Kind"},
              {"name":"z","type":["null","Outer"],"default":null}]}
            """).Value;

        parsed.Fields[1].Schema.FullName.ShouldBe("a.b.Kind");
        parsed.Fields[2].Schema.Branches[1].ShouldBeSameAs(parsed);
    }

    [Fact]
    public void Every_schema_that_is_written_is_read_as_the_same() => Prop.ForAll(AvroSamples.Schemas.ToArbitrary(), text =>
    {
        var written = AvroWriter.Write(AvroParser.Parse(text).Value);
        return AvroWriter.Write(AvroParser.Parse(written).Value) == written;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_schema_reads_its_own_data() => Prop.ForAll(AvroSamples.Schemas.ToArbitrary(), text =>
        AvroResolution.Mismatch(AvroParser.Parse(text).Value, AvroParser.Parse(text).Value) is null).QuickCheckThrowOnFailure();

    [Fact]
    public void A_field_with_a_default_is_read_where_it_was_not_written_and_one_without_is_not() =>
        Prop.ForAll(AvroSamples.Schemas.ToArbitrary(), text =>
        {
            var before = AvroParser.Parse(AvroSamples.Record(text, "")).Value;
            var optional = AvroParser.Parse(
                AvroSamples.Record(text, """,{"name":"more","type":["null","string"],"default":null}""")).Value;
            var demanded = AvroParser.Parse(AvroSamples.Record(text, """,{"name":"more","type":"string"}""")).Value;
            return AvroResolution.Mismatch(optional, before) is null
                && AvroResolution.Mismatch(before, optional) is null
                && AvroResolution.Mismatch(demanded, before)!.Contains("more", StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("\"long\"", "\"int\"", true)]
    [InlineData("\"int\"", "\"long\"", false)]
    [InlineData("\"double\"", "\"float\"", true)]
    [InlineData("\"bytes\"", "\"string\"", true)]
    [InlineData("[\"null\",\"long\"]", "\"int\"", true)]
    [InlineData("\"int\"", "[\"null\",\"int\"]", false)]
    [InlineData("""{"type":"enum","name":"e","symbols":["A"]}""", """{"type":"enum","name":"e","symbols":["A","B"]}""", false)]
    [InlineData("""{"type":"enum","name":"e","symbols":["A"],"default":"A"}""", """{"type":"enum","name":"e","symbols":["A","B"]}""", true)]
    [InlineData("""{"type":"fixed","name":"f","size":2}""", """{"type":"fixed","name":"f","size":3}""", false)]
    [InlineData("""{"type":"bytes","logicalType":"decimal","precision":4,"scale":2}""", """{"type":"bytes","logicalType":"decimal","precision":5,"scale":2}""", false)]
    public void Resolution_follows_the_rules_of_the_specification(string reader, string writer, bool reads) =>
        (AvroResolution.Mismatch(AvroParser.Parse(reader).Value, AvroParser.Parse(writer).Value) is null).ShouldBe(reads);

    [Fact]
    public void A_list_that_holds_itself_is_compared_to_its_end()
    {
        const string node = """{"type":"record","name":"n","fields":[{"name":"v","type":"VALUE"},{"name":"next","type":["null","n"]}]}""";
        var narrow = AvroParser.Parse(node.Replace("VALUE", "int", StringComparison.Ordinal)).Value;
        var wide = AvroParser.Parse(node.Replace("VALUE", "long", StringComparison.Ordinal)).Value;

        AvroResolution.Mismatch(wide, narrow).ShouldBeNull();
        AvroResolution.Mismatch(narrow, wide).ShouldNotBeNull();
    }

    [Fact]
    public void A_record_becomes_the_columns_of_a_table()
    {
        var schema = AvroParser.Parse("""
            {"type":"record","name":"r","fields":[
              {"name":"id","type":"long"},
              {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}},
              {"name":"day","type":{"type":"int","logicalType":"date"}},
              {"name":"price","type":["null",{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}]},
              {"name":"tags","type":{"type":"map","values":{"type":"array","items":"string"}}},
              {"name":"in","type":{"type":"record","name":"s","fields":[{"name":"b","type":"boolean"},{"name":"f","type":"float"}]}}]}
            """).Value;

        AvroToHive.Columns(schema).Value.ShouldBe(
        [
            new("id", "bigint"), new("at", "timestamp"), new("day", "date"), new("price", "decimal(9,2)"),
            new("tags", "map<string,array<string>>"), new("in", "struct<b:boolean,f:float>"),
        ]);
    }

    [Theory]
    [InlineData("\"int\"", "must be a record")]
    [InlineData("""{"type":"record","name":"r","fields":[{"name":"a","type":["int","string"]}]}""", "several types")]
    [InlineData("""{"type":"record","name":"r","fields":[{"name":"a","type":["null","r"]}]}""", "contains itself")]
    public void What_a_table_cannot_hold_is_refused(string text, string why) =>
        AvroToHive.Columns(AvroParser.Parse(text).Value).Fault.Message.ShouldContain(why);
}
