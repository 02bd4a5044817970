using System.Diagnostics.CodeAnalysis;
using System.Text;
using Azure.Core;

namespace Azure.Data.Tables.Wire;

/// <summary>The answer to one action of a transaction.</summary>
internal sealed class TransactionPart(int status, string reason, string clientRequestId) : Response
{
    private readonly Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);

    public override int Status => status;

    public override string ReasonPhrase => reason;

    public override string ClientRequestId { get; set; } = clientRequestId;

    public override Stream? ContentStream { get; set; }

    public void Add(string name, string value) => headers[name] = value;

    public void Body(string text) => ContentStream = text.Length == 0 ? null : new MemoryStream(Encoding.UTF8.GetBytes(text));

    public override void Dispose() => ContentStream = null;

    protected override bool ContainsHeader(string name) => headers.ContainsKey(name);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers.Select(h => new HttpHeader(h.Key, h.Value));

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value) => headers.TryGetValue(name, out value);

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = headers.TryGetValue(name, out var value) ? [value] : null;
        return values is not null;
    }
}
