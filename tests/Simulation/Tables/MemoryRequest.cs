using System.Diagnostics.CodeAnalysis;
using Azure.Core;

namespace Campaigns.Tests.Simulation;

/// <summary>A request on its way to the memory service.</summary>
sealed class MemoryRequest : Request
{
    readonly Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);

    public override string ClientRequestId { get; set; } = "simulated";

    public override void Dispose() => Content?.Dispose();

    public string? Header(string name) => headers.GetValueOrDefault(name);

    public string Body()
    {
        if (Content is null) return "";
        using var body = new MemoryStream();
        Content.WriteTo(body, CancellationToken.None);
        return System.Text.Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
    }

    protected override void AddHeader(string name, string value) => headers[name] = value;

    protected override void SetHeader(string name, string value) => headers[name] = value;

    protected override bool ContainsHeader(string name) => headers.ContainsKey(name);

    protected override bool RemoveHeader(string name) => headers.Remove(name);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers.Select(h => new HttpHeader(h.Key, h.Value));

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value) => headers.TryGetValue(name, out value);

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = headers.TryGetValue(name, out var value) ? [value] : null;
        return values is not null;
    }
}
