namespace Hydrant.Conformance.Suites;

/// <summary>
/// A program in a client's own language. It prints a line per case, <c>ok NAME</c> or <c>not ok NAME: why</c>, and at
/// last <c>done</c>; in between <c>knows OPERATION</c> for what the client can ask Kinesis, and <c>called OPERATION</c> or
/// <c>refused OPERATION</c> for what it asked.
/// </summary>
/// <param name="Client">The clients of one name make up one column of the table.</param>
/// <param name="AtLeast">Cases that must have been tried.</param>
internal sealed record ClientSuite(string Client, string Program, string Script, int AtLeast, string Limits = "off");
