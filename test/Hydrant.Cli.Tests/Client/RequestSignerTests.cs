using System.Text;
using Hydrant.Cli.Client;

namespace Hydrant.Cli.Tests.Client;

public sealed class RequestSignerTests
{
    [Fact]
    public void The_published_example_is_signed_as_published() =>
        new RequestSigner("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "us-east-1").Sign(
            "kinesis",
            [
                ("content-type", "application/x-amz-json-1.1"), ("host", "kinesis.us-east-1.amazonaws.com"),
                ("x-amz-date", "20260115T103000Z"), ("x-amz-target", "Kinesis_20131202.DescribeStreamSummary"),
            ],
            "20260115T103000Z",
            Encoding.ASCII.GetBytes("""{"StreamName":"example"}"""))
        .ShouldEndWith("Signature=c378480ab3fee52d1b3893347dd1a39592f8c2c85a3dd63927560d9eca6bd6db");
}
