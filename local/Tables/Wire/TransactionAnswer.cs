using System.Text;

namespace Azure.Data.Tables.Wire;

/// <summary>The multipart answer to a transaction: one part an action, or the one part that says what failed.</summary>
internal static class TransactionAnswer
{
    public static IReadOnlyList<Response> Read(Response response, int actions)
    {
        var parts = Parts(response);
        if (parts.Find(p => p.Status >= 400) is { } failed)
            throw new TableTransactionFailedException(new RequestFailedException(failed, null, ServiceError.Parser));
        if (parts.Count != actions)
            throw new RequestFailedException(response.Status, $"The service answered {parts.Count} of {actions} actions.");
        return parts;
    }

    private static List<Response> Parts(Response response)
    {
        var parts = new List<Response>();
        using var lines = new StringReader(response.Content.ToString());
        while (lines.ReadLine() is { } line)
        {
            if (line.StartsWith("HTTP/1.1 ", StringComparison.Ordinal))
                parts.Add(Part(line, lines, response.ClientRequestId));
        }
        return parts;
    }

    private static TransactionPart Part(string statusLine, StringReader lines, string clientRequestId)
    {
        var part = new TransactionPart(int.Parse(statusLine.AsSpan(9, 3), provider: null), statusLine.Length > 13 ? statusLine[13..] : "", clientRequestId);
        while (lines.ReadLine() is { Length: > 0 } header)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                part.Add(header[..colon], header[(colon + 1)..].Trim());
        }
        part.Body(BodyOf(lines));
        return part;
    }

    /// <summary>The lines up to the next boundary; error bodies are JSON in one or more lines, none of which begins like a boundary.</summary>
    private static string BodyOf(StringReader lines)
    {
        var body = new StringBuilder();
        while (lines.Peek() is not (-1 or '-') && lines.ReadLine() is { } line)
            body.Append(line).Append('\n');
        return body.ToString().TrimEnd();
    }
}
