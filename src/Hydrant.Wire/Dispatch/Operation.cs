using Hydrant.Core;
using Hydrant.Wire.Shapes;

namespace Hydrant.Wire.Dispatch;

/// <summary>One entry of a service's table. Its name on the wire is that of its class, without the suffix.</summary>
public abstract class Operation
{
    private const string Suffix = "Operation";

    protected Operation()
    {
        var name = GetType().Name;
        Invariant.That(name.EndsWith(Suffix, StringComparison.Ordinal));
        Name = name[..^Suffix.Length];
    }

    public string Name { get; }

    /// <summary>Decodes, checks, runs and encodes. The steps around it, from bytes to signature, are the endpoint's.</summary>
    /// <returns>The answer, whose parts the caller disposes; or what is wrong with the request.</returns>
    /// <exception cref="WireSyntaxException">The body is not of its encoding.</exception>
    /// <exception cref="WireTypeException">A member has the wrong type.</exception>
    internal abstract ValueTask<Outcome<WireAnswer>> RunAsync(
        ReadOnlyMemory<byte> body, WireFormat format, bool errorsHaveValues, CallContext call, CancellationToken ct);
}

/// <summary>What every operation does with its request, whichever way it answers.</summary>
public abstract class Operation<TRequest> : Operation
    where TRequest : class, new()
{
    private protected Operation()
    {
    }

    /// <summary>How the request stands on the wire.</summary>
    protected abstract Shape<TRequest?> Request { get; }

    /// <summary>
    /// Whether the service's quotas count among the constraints of the request (<see cref="Shape.Integer(int, int, int)"/>).
    /// Asked before the constraints are checked.
    /// </summary>
    protected virtual bool KeepsQuotas(TRequest request, CallContext call) => true;

    internal sealed override async ValueTask<Outcome<WireAnswer>> RunAsync(
        ReadOnlyMemory<byte> body, WireFormat format, bool errorsHaveValues, CallContext call, CancellationToken ct)
    {
        var request = Decode(body.Span, format);
        try
        {
            var errors = new ConstraintErrors(errorsHaveValues) { AreWide = !KeepsQuotas(request, call) };
            Request.Check(request, errors);
            if (errors.ToFault() is { } fault) return fault;
            return await call.AdmitAsync(this, request, ct) is { } refused
                ? refused
                : await AnswerAsync(request, format, call, ct);
        }
        finally
        {
            (request as IDisposable)?.Dispose();
        }
    }

    private protected abstract ValueTask<Outcome<WireAnswer>> AnswerAsync(
        TRequest request, WireFormat format, CallContext call, CancellationToken ct);

    private TRequest Decode(ReadOnlySpan<byte> body, WireFormat format)
    {
        var reader = new WireReader(body, format);
        if (!reader.Read() || reader.Token is not (WireToken.StartMap or WireToken.StartList))
            throw new WireSyntaxException("The body is no structure.");
        var request = Request.Read(ref reader)!;
        if (!reader.Read()) return request;

        (request as IDisposable)?.Dispose();
        throw new WireSyntaxException("Bytes follow the request.");
    }
}

/// <summary>An operation: find, check, do, answer. Everything else is around it, written once.</summary>
public abstract class Operation<TRequest, TResponse> : Operation<TRequest>
    where TRequest : class, new()
    where TResponse : class
{
    /// <summary>How the answer stands on the wire; null when there is none.</summary>
    protected abstract Shape<TResponse?>? Response { get; }

    /// <summary>Runs with a request that holds its constraints.</summary>
    public abstract ValueTask<Outcome<TResponse>> HandleAsync(TRequest request, CallContext call, CancellationToken ct);

    private protected sealed override async ValueTask<Outcome<WireAnswer>> AnswerAsync(
        TRequest request, WireFormat format, CallContext call, CancellationToken ct)
    {
        var answer = await HandleAsync(request, call, ct);
        return answer.Ok ? Encode(answer.Value, format) : answer.Fault;
    }

    private WireAnswer Encode(TResponse response, WireFormat format)
    {
        if (Response is null) return WireAnswer.Nothing;
        using var owned = response as IDisposable;
        var writer = new WireWriter(format);
        Response.Write(writer, response);
        return WireAnswer.Of(writer);
    }
}
