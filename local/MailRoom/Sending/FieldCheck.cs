using System.Net.Mail;
using System.Text;
using System.Text.Json;

namespace Campaigns.Local.MailRoom.Sending;

/// <summary>Checks single fields of a request and collects what is wrong.</summary>
sealed class FieldCheck
{
    /// <summary>Headers that SendGrid writes itself.</summary>
    static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "x-sg-id", "x-sg-eid", "received", "dkim-signature", "Content-Type", "Content-Transfer-Encoding", "To", "From", "Subject", "Reply-To", "CC", "BCC",
    };

    readonly List<ApiError> errors = [];

    public IReadOnlyList<ApiError> Errors => errors;

    public void Fail(string field, string message) => errors.Add(new ApiError(message, field));

    /// <summary>What the mail room would ignore, it refuses: a test must not believe in a template that was never used.</summary>
    public void Unsupported(Dictionary<string, JsonElement>? others, string path)
    {
        foreach (var (name, value) in others ?? [])
            if (value.ValueKind != JsonValueKind.Null)
                Fail(path + name, "The mail room does not know this field.");
    }

    public void Addresses(List<SendRequest.Address?>? addresses, string path)
    {
        for (var n = 0; n < addresses?.Count; n++)
            Address(addresses[n], $"{path}.{n}");
    }

    public void Address(SendRequest.Address? address, string path)
    {
        if (!IsAddress(address?.Email))
            Fail($"{path}.email", "Does not contain a valid address.");
        OneLine(address?.Name, $"{path}.name");
    }

    /// <summary>A line break in a header is the beginning of a header that nobody meant.</summary>
    public void OneLine(string? text, string path)
    {
        if (text?.AsSpan().IndexOfAny("\r\n\0") >= 0)
            Fail(path, "Line breaks are not allowed here.");
    }

    public void Headers(Dictionary<string, string?>? headers, string path)
    {
        foreach (var (name, value) in headers ?? [])
        {
            if (name.Length == 0 || name.Any(c => c is <= ' ' or > '~' or ':'))
                Fail(path, "The name of a header must be ASCII without blanks, colons and line breaks.");
            else if (Reserved.Contains(name))
                Fail($"{path}.{name}", "This header is reserved.");
            if (value is null)
                Fail($"{path}.{name}", "Must be a string.");
            OneLine(value, $"{path}.{name}");
        }
    }

    public void Values(IReadOnlyDictionary<string, string?>? values, string path, int mostBytes)
    {
        if (values is null)
            return;
        foreach (var (name, _) in values.Where(pair => pair.Value is null))
            Fail($"{path}.{name}", "Must be a string.");
        if (values.Sum(pair => Encoding.UTF8.GetByteCount(pair.Key) + Encoding.UTF8.GetByteCount(pair.Value ?? "")) > mostBytes)
            Fail(path, $"May hold at most {mostBytes} bytes.");
    }

    /// <summary>A bare address: ASCII before the @, a domain with a dot after it, no name, no blanks.</summary>
    static bool IsAddress(string? text)
    {
        if (text is not { Length: > 2 and <= 254 } || !MailAddress.TryCreate(text, out var parsed) || parsed.Address != text)
            return false;
        return parsed.User is { Length: <= 64 } user && user.All(c => c is > ' ' and <= '~') && !user.StartsWith('"')
            && parsed.Host.Split('.') is { Length: > 1 } labels && labels.All(label => label.Length is > 0 and <= 63 && label.All(c => char.IsLetterOrDigit(c) || c == '-'));
    }
}
