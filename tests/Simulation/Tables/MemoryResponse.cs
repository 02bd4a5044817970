using System.Diagnostics.CodeAnalysis;
using System.Text;
using Azure;
using Azure.Core;

namespace Campaigns.Tests.Simulation;

/// <summary>An <see cref="Answer"/> in the form of the Azure pipeline.</summary>
sealed class MemoryResponse : Response
{
    readonly Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);

    public MemoryResponse(Answer answer)
    {
        Status = answer.Status;
        ContentStream = new MemoryStream(Encoding.UTF8.GetBytes(answer.Body), 0, Encoding.UTF8.GetByteCount(answer.Body), false, publiclyVisible: true);
        if (answer.ETag is not null) headers["ETag"] = answer.ETag;
        if (answer.Code is not null) headers["x-ms-error-code"] = answer.Code;
        foreach (var (name, value) in answer.Headers) headers[name] = value;
    }

    public override int Status { get; }
    public override string ReasonPhrase => "";
    public override Stream? ContentStream { get; set; }
    public override string ClientRequestId { get; set; } = "simulated";

    public override void Dispose() { }

    protected override bool ContainsHeader(string name) => headers.ContainsKey(name);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers.Select(h => new HttpHeader(h.Key, h.Value));

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value) => headers.TryGetValue(name, out value);

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = headers.TryGetValue(name, out var value) ? [value] : null;
        return values is not null;
    }
}
