using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Tests.Schema;

public sealed class HiveTypeTests
{
    [Theory]
    [InlineData("int", "int")]
    [InlineData(" BigInt ", "bigint")]
    [InlineData("integer", "int")]
    [InlineData("decimal", "decimal(10,0)")]
    [InlineData("decimal(5)", "decimal(5,0)")]
    [InlineData("decimal( 38 , 38 )", "decimal(38,38)")]
    [InlineData("char(255)", "char(255)")]
    [InlineData("varchar(65535)", "varchar(65535)")]
    [InlineData("array<array<string>>", "array<array<string>>")]
    [InlineData("map<string, map<int,double>>", "map<string,map<int,double>>")]
    [InlineData("struct<a:int,b:array<struct<c:date,d:timestamp>>>", "struct<a:int,b:array<struct<c:date,d:timestamp>>>")]
    [InlineData("struct<a : int COMMENT 'of the, kind', b_1 : binary>", "struct<a:int,b_1:binary>")]
    [InlineData("struct<`a b`:int,`c``d`:tinyint>", "struct<`a b`:int,`c``d`:tinyint>")]
    public void A_type_is_read_and_written_back(string text, string written)
    {
        HiveType.Parse(text).Value.ToString().ShouldBe(written);
        HiveType.Parse(written).Value.ToString().ShouldBe(written);
    }

    [Theory]
    [InlineData("", "a type is expected at position 1")]
    [InlineData("text", "'text' is not a type at position 1")]
    [InlineData("array<strin>", "'strin' is not a type at position 7")]
    [InlineData("array", "'<' is expected at position 6")]
    [InlineData("array<int", "'>' is expected at position 10")]
    [InlineData("int)", "nothing may follow the type at position 4")]
    [InlineData("decimal(39,2)", "a decimal has 1 to 38 digits at position 9")]
    [InlineData("decimal(4,5)", "a decimal's scale is not above its precision at position 11")]
    [InlineData("char(0)", "char has a length of 1 to 255 at position 6")]
    [InlineData("varchar", "varchar needs its length at position 8")]
    [InlineData("varchar(65536)", "varchar has a length of 1 to 65535 at position 9")]
    [InlineData("map<array<int>,int>", "a map's key is not an array, a map or a struct at position 5")]
    [InlineData("map<int>", "',' is expected at position 8")]
    [InlineData("struct<>", "a member's name is expected at position 8")]
    [InlineData("struct<a:int,A:int>", "the member 'A' is there twice at position 14")]
    [InlineData("struct<a int>", "':' is expected at position 10")]
    [InlineData("uniontype<int,string>", "uniontype is not supported at position 1")]
    public void A_mistake_is_named_with_its_place(string text, string mistake) =>
        HiveType.Parse(text).Fault.Message.ShouldBe($"The type '{text}' cannot be read: {mistake}");

    [Fact]
    public void Types_are_nested_so_deep_and_no_deeper()
    {
        static string Nested(int depth) =>
            string.Concat(Enumerable.Repeat("array<", depth - 1)) + "int" + new string('>', depth - 1);

        HiveType.Parse(Nested(HiveType.MaxDepth)).Ok.ShouldBeTrue();
        HiveType.Parse(Nested(HiveType.MaxDepth + 1)).Ok.ShouldBeFalse();
    }

    [Fact]
    public void A_table_has_columns_whose_names_differ()
    {
        TableSchema.Parse([]).Ok.ShouldBeFalse();
        TableSchema.Parse([("a", "int"), ("A", "int")]).Fault.Message.ShouldBe("The column 'A' is there twice");
        TableSchema.Parse([("a", "in")]).Fault.Message.ShouldBe("Column 'a': The type 'in' cannot be read: 'in' is not a type at position 1");
        TableSchema.Parse([("a", "int"), ("b", "date")]).Value.ToString().ShouldBe("a int, b date");
    }
}
