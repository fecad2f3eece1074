using System.Text;
using Hydrant.Cli.Demo;

namespace Hydrant.Cli.Tests.Demo;

public sealed class AccessLogParserTests
{
    [Theory]
    [InlineData(
        """192.0.2.1 - - [17/May/2015:10:05:03 +0000] "GET /a?b=1 HTTP/1.1" 200 203 "http://example.com/" "Agent \"X\" 1.0" """,
        """{"line":7,"ts":"2015-05-17T10:05:03Z","clientIp":"192.0.2.1","method":"GET","path":"/a?b=1","protocol":"HTTP/1.1","status":200,"bytes":203,"referer":"http://example.com/","userAgent":"Agent \u0022X\u0022 1.0"}""")]
    [InlineData(
        """2001:db8::1 - ann [17/May/2015:10:05:03 +0200] "HEAD / HTTP/1.0" 304 -""",
        """{"line":7,"ts":"2015-05-17T08:05:03Z","clientIp":"2001:db8::1","user":"ann","method":"HEAD","path":"/","protocol":"HTTP/1.0","status":304,"bytes":0}""")]
    [InlineData(
        """h - - [17/May/2015:10:05:03 +0000] "-" 408 0 "-" "-" """,
        """{"line":7,"ts":"2015-05-17T10:05:03Z","clientIp":"h","method":"-","status":408,"bytes":0}""")]
    public void A_line_becomes_an_event(string line, string json) =>
        Encoding.UTF8.GetString(AccessLogParser.Parse(7, line).Json).ShouldBe(json);

    [Theory]
    [InlineData("nonsense")]
    [InlineData("""h - - [yesterday] "GET / HTTP/1.1" 200 1""")]
    [InlineData("""h - - [17/May/2015:10:05:03 +0000] "GET / HTTP/1.1 200 1""")]
    [InlineData("""h - - [17/May/2015:10:05:03 +0000] "GET / HTTP/1.1" abc 1""")]
    public void A_line_that_nobody_can_read_is_kept_whole_and_marked(string line)
    {
        using var json = System.Text.Json.JsonDocument.Parse(AccessLogParser.Parse(3, line).Json);

        json.RootElement.GetProperty("malformed").GetBoolean().ShouldBeTrue();
        json.RootElement.GetProperty("raw").GetString().ShouldBe(line);
        json.RootElement.GetProperty("line").GetInt32().ShouldBe(3);
    }

    [Fact]
    public void The_same_seed_makes_up_the_same_events_and_each_is_JSON_with_its_line()
    {
        var first = EventSource.Generated(2_000, seed: 5).Select(one => Encoding.UTF8.GetString(one.Json)).ToList();

        EventSource.Generated(2_000, seed: 5).Select(one => Encoding.UTF8.GetString(one.Json)).ShouldBe(first);
        EventSource.Generated(2_000, seed: 6).Select(one => Encoding.UTF8.GetString(one.Json)).ShouldNotBe(first);
        first.Select(text => System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("line").GetInt32())
            .ShouldBe(Enumerable.Range(1, 2_000));
    }
}
