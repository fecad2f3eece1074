namespace Hydrant.Api.Tests.Protocols;

/// <summary>How a request and its answer stand on the wire.</summary>
public enum Protocol
{
    Json,
    Cbor,
}
