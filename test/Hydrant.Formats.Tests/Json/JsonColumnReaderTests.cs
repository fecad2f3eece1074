using System.Text;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Json;
using Hydrant.Formats.Tests.Columns;

namespace Hydrant.Formats.Tests.Json;

public sealed class JsonColumnReaderTests
{
    private const string Timestamp = "The string is no timestamp.";

    [Theory]
    [InlineData("tinyint", "-128", "-128")]
    [InlineData("tinyint", "128", null)]
    [InlineData("smallint", "32767", "32767")]
    [InlineData("smallint", "-32769", null)]
    [InlineData("int", "-2147483648", "-2147483648")]
    [InlineData("int", "2147483648", null)]
    [InlineData("int", "\"12\"", "12")]
    [InlineData("int", "\"1x\"", null)]
    [InlineData("int", "1.0", "1")]
    [InlineData("int", "12e2", "1200")]
    [InlineData("int", "120e-1", "12")]
    [InlineData("int", "1.5", null)]
    [InlineData("int", "true", null)]
    [InlineData("int", "{}", null)]
    [InlineData("bigint", "9223372036854775807", "9223372036854775807")]
    [InlineData("bigint", "-9223372036854775808", "-9223372036854775808")]
    [InlineData("bigint", "9223372036854775808", null)]
    [InlineData("bigint", "18446744073709551617", null)]
    [InlineData("double", "0.1", "0.1")]
    [InlineData("double", "-1.7976931348623157e308", "-1.7976931348623157E+308")]
    [InlineData("double", "1e309", null)]
    [InlineData("double", "5e-324", "5E-324")]
    [InlineData("double", "0.30000000000000004", "0.30000000000000004")]
    [InlineData("double", "123456789012345678901234567890", "1.2345678901234568E+29")]
    [InlineData("double", "18446744073709551616.5", "1.8446744073709552E+19")]
    [InlineData("double", "-0.0", "-0")]
    [InlineData("double", "\"NaN\"", "NaN")]
    [InlineData("double", "\"-Infinity\"", "-Infinity")]
    [InlineData("float", "0.1", "0.10000000149011612")]
    [InlineData("float", "1e39", null)]
    [InlineData("decimal(5,2)", "123.455", "12346e-2")]
    [InlineData("decimal(5,2)", "-123.455", "-12346e-2")]
    [InlineData("decimal(5,2)", "1000", null)]
    [InlineData("decimal(5,2)", "999.995", null)]
    [InlineData("decimal(5,2)", "\"1\"", "100e-2")]
    [InlineData("decimal(5,2)", "1e-60", "0e-2")]
    [InlineData("decimal(38,0)", "99999999999999999999999999999999999999", "99999999999999999999999999999999999999e-0")]
    [InlineData("decimal(38,38)", "-0.00000000000000000000000000000000000001", "-1e-38")]
    [InlineData("boolean", "true", "1")]
    [InlineData("boolean", "\"False\"", "0")]
    [InlineData("boolean", "1", null)]
    [InlineData("string", "\"a\\\"\\u00e9\\ud83d\\ude00\\n\"", "a\"é😀\n")]
    [InlineData("string", "\"\\ud83d\"", "\uFFFD")]
    [InlineData("string", "1.50", "1.50")]
    [InlineData("string", "{\"a\": [1]}", "{\"a\": [1]}")]
    [InlineData("char(2)", "\"é😀x\"", "é😀")]
    [InlineData("varchar(3)", "\"ab\"", "ab")]
    [InlineData("varchar(3)", "\"\\u0061bcd\"", "abc")]
    [InlineData("binary", "\"ab\"", "ab")]
    [InlineData("date", "\"1970-01-02\"", "1")]
    [InlineData("date", "\"2024-2-29\"", "19782")]
    [InlineData("date", "\"2023-02-29\"", null)]
    [InlineData("date", "\"0001-01-01\"", "-719162")]
    [InlineData("date", "1", null)]
    [InlineData("array<int>", "[1, null ,2]", "[1 null 2]")]
    [InlineData("array<int>", "[]", "[]")]
    [InlineData("array<int>", "[1,\"x\"]", null)]
    [InlineData("array<int>", "1", null)]
    [InlineData("map<int,string>", "{\"1\":\"a\",\"2\":null}", "{1=a 2=null}")]
    [InlineData("map<string,int>", "{\"a\":1,\"b\":2,\"a\":3,\"\\u0061\":4}", "{b=2 a=4}")]
    [InlineData("struct<a:int,b:string>", "{\"B\":\"x\"}", "(null x)")]
    [InlineData("struct<a:int,b:string>", "{}", "(null null)")]
    [InlineData("struct<a:array<struct<b:int>>>", "{\"a\":[{\"b\":1},null,{}]}", "([(1) null (null)])")]
    [InlineData("struct<a:array<struct<b:int>>>", "{\"a\":[{\"b\":1},{\"b\":[]}]}", null)]
    [InlineData("int", "null", "null")]
    public void OpenX_takes_what_fits(string type, string json, string? expected) => Check(OpenX($"v {type}"), type, json, expected);

    [Theory]
    [InlineData("\"2015-11-23T13:10:07Z\"", "1448284207.000000000")]
    [InlineData("\"2015-11-23T13:10:07.123456789Z\"", "1448284207.123456789")]
    [InlineData("\"2015-11-23T13:10:07\"", "1448284207.000000000")]
    [InlineData("\"2015-11-23T13:10:07+01:30\"", "1448278807.000000000")]
    [InlineData("\"2015-11-23T13:10:07-0100\"", "1448287807.000000000")]
    [InlineData("\"2015-11-23 13:10:07.5\"", "1448284207.500000000")]
    [InlineData("\"2015-1-3 13:10:07\"", "1420290607.000000000")]
    [InlineData("1448284207", "1448284207.000000000")]
    [InlineData("1448284207123", "1448284207.123000000")]
    [InlineData("1448284207.25", "1448284207.250000000")]
    [InlineData("\"1448284207\"", "1448284207.000000000")]
    [InlineData("-1", "-1.000000000")]
    [InlineData("-0.25", "-1.750000000")]
    [InlineData("\"1969-12-31T23:59:59.9Z\"", "-1.900000000")]
    [InlineData("\"2015-11-23\"", null)]
    [InlineData("\"2015-11-23T25:10:07Z\"", null)]
    [InlineData("\"2015-11-23T13:10:07.1234567890Z\"", null)]
    [InlineData("true", null)]
    public void OpenX_takes_timestamps_in_all_their_forms(string json, string? expected) =>
        Check(OpenX("v timestamp"), "timestamp", json, expected);

    [Theory]
    [InlineData("", "\"2015-11-23 13:10:07.5\"", "1448284207.500000000")]
    [InlineData("", "\"2015-11-23T13:10:07\"", null)]
    [InlineData("", "1448284207", null)]
    [InlineData("millis", "1448284207123", "1448284207.123000000")]
    [InlineData("millis", "\"-1\"", "-1.999000000")]
    [InlineData("millis", "\"2015-11-23 13:10:07\"", "1448284207.000000000")]
    [InlineData("yyyy-MM-dd'T'HH:mm:ss.SSSZ", "\"2015-11-23T13:10:07.250+0100\"", "1448280607.250000000")]
    [InlineData("dd/MMM/yyyy:HH:mm:ss Z", "\"23/Nov/2015:13:10:07 +0000\"", "1448284207.000000000")]
    [InlineData("EEE, d MMM yyyy hh:mm:ss a", "\"Mon, 23 Nov 2015 01:10:07 PM\"", "1448284207.000000000")]
    [InlineData("yyyyMMddHHmmss", "\"20151123131007\"", "1448284207.000000000")]
    [InlineData("yyyy-DDD", "\"2016-366\"", "1483142400.000000000")]
    [InlineData("yy.M.d", "\"15.1.3\"", "1420243200.000000000")]
    [InlineData("yyyy-MM-dd", "\"2015-02-30\"", null)]
    [InlineData("yyyy-MM-dd", "\"2015-02-03x\"", null)]
    public void Hive_takes_timestamps_by_their_patterns(string pattern, string json, string? expected)
    {
        var options = new HiveJsonOptions { TimestampFormats = pattern.Length == 0 ? [] : [pattern] };
        var schema = Rendered.Schema("v timestamp");
        Check((schema, JsonColumnReader.Hive(schema, options).Value), "timestamp", json, expected);
    }

    [Theory]
    [InlineData("int", "\"1\"", null)]
    [InlineData("double", "\"1\"", null)]
    [InlineData("boolean", "\"true\"", null)]
    [InlineData("string", "{\"a\":1}", null)]
    [InlineData("string", "1", "1")]
    [InlineData("int", "1", "1")]
    public void Hive_is_stricter(string type, string json, string? expected)
    {
        var schema = Rendered.Schema($"v {type}");
        Check((schema, JsonColumnReader.Hive(schema, new HiveJsonOptions()).Value), type, json, expected);
    }

    [Fact]
    public void Hive_refuses_patterns_it_does_not_know_and_dots()
    {
        JsonColumnReader.Hive(Rendered.Schema("v timestamp"), new HiveJsonOptions { TimestampFormats = ["millis", "yyyy'"] })
            .Fault.Message.ShouldBe("One or more SerDe options are invalid for org.apache.hcatalog.data.JsonSerDe: [Key: timestamp.formats Value: yyyy']");
        JsonColumnReader.Hive(Rendered.Schema("v timestamp"), new HiveJsonOptions { TimestampFormats = ["bb"] }).Ok.ShouldBeFalse();
        JsonColumnReader.Hive(Rendered.Schema("v.w int"), new HiveJsonOptions()).Ok.ShouldBeFalse();
    }

    [Fact]
    public void Keys_find_their_columns_by_the_options()
    {
        const string Json = """{"Some.Key":1,"B":2,"ts":3,"c":{"TS":4}}""";
        const string Columns = "some_key int, b int, time int, c struct<time:int>";
        var mappings = new Dictionary<string, string> { ["time"] = "ts" };
        Rows(Columns, new OpenXJsonOptions(), Json).ShouldBe(["null 2 null (null)"]);
        Rows(Columns, new OpenXJsonOptions { CaseInsensitive = false }, Json).ShouldBe(["null null null (null)"]);
        Rows(Columns, new OpenXJsonOptions { ConvertDotsInJsonKeysToUnderscores = true }, Json).ShouldBe(["1 2 null (null)"]);
        Rows(Columns, new OpenXJsonOptions { ColumnToJsonKeyMappings = mappings }, Json).ShouldBe(["null 2 3 (4)"]);
    }

    [Fact]
    public void Members_come_in_any_order_and_the_last_of_two_counts()
    {
        Rows("a int, b string, c array<int>", new OpenXJsonOptions(), """
            {"a":1,"b":"x","c":[1]}
            {"c":[2],"a":2,"b":"y"}  {"b":"z"}
            {"a":1,"a":3,"x":[{"y":[1,{}]},"\u0000"],"c":[1,2],"c":[3],"c":null,"\u0062":"w"}
            {}
            """).ShouldBe(["1 x [1]", "2 y [2]", "null z null", "3 w null", "null null null"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    public void A_record_of_nothing_is_refused(string json) =>
        Reason("a int", json).ShouldBe(new JsonRejection(false, "The record was empty or contained only whitespace."));

    [Theory]
    [InlineData("""{"a":1""")]
    [InlineData("""{"a":1,}""")]
    [InlineData("""{"a":01}""")]
    [InlineData("""{"a":.5}""")]
    [InlineData("""{"a":1.}""")]
    [InlineData("""{"a":tru}""")]
    [InlineData("""{"x":tru}""")]
    [InlineData("""{"x":[1,]}""")]
    [InlineData("""{"x":"\q"}""")]
    [InlineData("""{"b":"\u00g0"}""")]
    [InlineData("{\"b\":\"\u0001\"}")]
    [InlineData("""{"a" 1}""")]
    [InlineData("""{"a":1}}""")]
    [InlineData("""{"a":1},{"a":1}""")]
    [InlineData("""{a:1}""")]
    [InlineData("x")]
    public void What_is_no_JSON_is_refused(string json) =>
        Reason("a int, b string", json).ShouldBe(new JsonRejection(true, "Encountered malformed JSON."));

    [Fact]
    public void Text_that_is_no_UTF8_is_refused()
    {
        var (schema, reader) = OpenX("b string");
        using var batch = new ColumnBatch(schema);
        reader.Add([.. "{\"b\":\""u8, 0xff, .. "\"}"u8], batch)!.IsMalformedJson.ShouldBeTrue();
        reader.Add([.. "{\"b\":\""u8, 0xc3, 0xa9, .. "\"}"u8], batch).ShouldBeNull();
    }

    [Theory]
    [InlineData("a int", """{"a":"x"}""", "a: The string is no int.")]
    [InlineData("a struct<b:array<tinyint>>", """{"a":{"b":[300]}}""", "a: b: The value does not fit into tinyint.")]
    [InlineData("a array<int>", """{"a":{}}""", "a: An object was found in the data but array<int> was specified on the schema.")]
    [InlineData("a array<int>", """{"a":5}""", "a: A scalar type was found in the data but a complex type was specified on the schema.")]
    [InlineData("a timestamp", """{"a":"now"}""", "a: " + Timestamp)]
    [InlineData("a int", "[]", "The input JSON contained an array at the top level. The top level must be an object.")]
    [InlineData("a int", "1", "The input JSON contained a primitive at the top level. The top level must be an object or array.")]
    public void What_does_not_fit_is_refused_with_its_place(string columns, string json, string message) =>
        Reason(columns, json).ShouldBe(new JsonRejection(false, message));

    [Fact]
    public void A_refused_record_leaves_the_batch_as_it_was()
    {
        const string Columns = "a int, s string, l array<struct<x:int,y:map<string,array<int>>>>, t struct<u:struct<v:int>>";
        const string Good = """{"a":1,"s":"é","l":[{"x":1,"y":{"k":[1,2],"m":null}},null,{}],"t":{"u":{"v":1}}}""";
        var (schema, reader) = OpenX(Columns);
        for (var cut = 0; cut < Good.Length; cut++)
        {
            using var batch = new ColumnBatch(schema);
            foreach (var before in (string[])["{}", Good, """{"t":{}}""", Good])
            {
                // The second object of a record is cut, or has a value that does not fit.
                reader.Add(Bytes(before), batch).ShouldBeNull();
                var rows = Rendered.Rows(batch);
                reader.Add(Bytes(Good + Good[..(cut + 1)][..^1] + "\u0001"), batch).ShouldNotBeNull();
                reader.Add(Bytes(Good.Replace("\"v\":1", "\"v\":[]", StringComparison.Ordinal)), batch).ShouldNotBeNull();
                Rendered.Rows(batch).ShouldBe(rows);
                batch.Check();
            }

            Rendered.Rows(batch)[1].ShouldBe("1 é [(1 {k=[1 2] m=null}) null (null null)] ((1))");
        }
    }

    private static void Check(
        (Hydrant.Formats.Schema.TableSchema Schema, IJsonColumnReader Reader) given, string type, string json, string? expected)
    {
        using var batch = new ColumnBatch(given.Schema);
        given.Reader.Add(Bytes("{}"), batch).ShouldBeNull();
        var refused = given.Reader.Add(Bytes($"{{\"v\":{json}}}"), batch);
        (refused is null).ShouldBe(expected is not null, $"{type} {json}: {refused}");
        if (refused is not null) refused.IsMalformedJson.ShouldBeFalse();
        Rendered.Rows(batch).ShouldBe(expected is null ? ["null"] : ["null", expected]);
    }

    private static (Hydrant.Formats.Schema.TableSchema Schema, IJsonColumnReader Reader) OpenX(string columns)
    {
        var schema = Rendered.Schema(columns);
        return (schema, JsonColumnReader.OpenX(schema, new OpenXJsonOptions()));
    }

    private static string[] Rows(string columns, OpenXJsonOptions options, string json)
    {
        var schema = Rendered.Schema(columns);
        using var batch = new ColumnBatch(schema);
        JsonColumnReader.OpenX(schema, options).Add(Bytes(json), batch).ShouldBeNull();
        return Rendered.Rows(batch);
    }

    private static JsonRejection? Reason(string columns, string json)
    {
        var (schema, reader) = OpenX(columns);
        using var batch = new ColumnBatch(schema);
        return reader.Add(Bytes(json), batch);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
