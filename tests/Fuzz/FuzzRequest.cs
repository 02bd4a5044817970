using System.Text;

namespace Campaigns.Tests.Fuzz;

/// <summary>A request as it goes over the wire. Nothing in it has to be valid.</summary>
/// <param name="Target">Path and query.</param>
/// <param name="Door">The route that it was made for, for the report.</param>
sealed record FuzzRequest(string Method, string Target, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body, string Door)
{
    /// <summary>Where a body stands that says another length than it has.</summary>
    public int? SaysLength { get; init; }

    public string? this[string header] => Headers.LastOrDefault(one => one.Name.Equals(header, StringComparison.OrdinalIgnoreCase)).Value;

    public byte[] ToBytes(string host)
    {
        var head = new StringBuilder().Append(Method).Append(' ').Append(Target).Append(" HTTP/1.1\r\nHost: ").Append(host).Append("\r\nConnection: close\r\n");
        foreach (var (name, value) in Headers) head.Append(name).Append(": ").Append(value).Append("\r\n");
        if (Body.Length > 0 || SaysLength is not null || Method is "POST" or "PUT")
            head.Append("Content-Length: ").Append(SaysLength ?? Body.Length).Append("\r\n");
        return [.. Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), .. Body];
    }

    /// <summary>For the report: long texts and bodies are cut.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"{Method} {Cut(Target, 400)}   [{Door}]\n");
        foreach (var (name, value) in Headers) text.Append("  ").Append(Cut(name, 100)).Append(": ").AppendLine(Cut(value, 200));
        if (Body.Length > 0) text.Append("  ").Append(Body.Length).Append(" bytes: ").AppendLine(Cut(Encoding.Latin1.GetString(Body), 1200));
        return text.ToString();
    }

    static string Cut(string text, int length)
    {
        var shown = text.Length <= length ? text : text[..length] + "...";
        return string.Concat(shown.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? $"\\u{(int)c:x4}" : c.ToString()));
    }
}
