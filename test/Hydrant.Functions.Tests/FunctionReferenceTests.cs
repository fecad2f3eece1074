using Hydrant.Core;

namespace Hydrant.Functions.Tests;

public sealed class FunctionReferenceTests
{
    [Theory]
    [InlineData("mask", "mask", "")]
    [InlineData("mask:$LATEST", "mask", "$LATEST")]
    [InlineData("111122223333:function:mask", "mask", "")]
    [InlineData("arn:aws:lambda:eu-west-1:111122223333:function:mask", "mask", "")]
    [InlineData("arn:aws:lambda:eu-west-1:111122223333:function:mask:live", "mask", "live")]
    public void A_function_is_named_in_any_of_the_services_ways(string text, string name, string qualifier)
    {
        FunctionReference.TryParse(text, out var reference).ShouldBeTrue();

        reference.Name.ShouldBe(name);
        reference.Qualifier.ShouldBe(qualifier);
        reference.Tenant.ShouldBe(text.StartsWith("arn", StringComparison.Ordinal) ? new Tenant("111122223333", "eu-west-1") : null);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("arn:aws:kinesis:eu-west-1:111122223333:stream/mask")]
    [InlineData("arn:aws:lambda:eu-west-1:111122223333:layer:mask")]
    public void Anything_else_names_no_function(string text) => FunctionReference.TryParse(text, out _).ShouldBeFalse();
}
