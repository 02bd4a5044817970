using System.Net.Sockets;
using System.Text;

namespace Campaigns.Tests.Fuzz;

/// <summary>What came back. <paramref name="Status"/> 0: the connection was closed without an answer.</summary>
sealed record FuzzAnswer(int Status, IReadOnlyList<(string Name, string Value)> Headers, string Body)
{
    public string Header(string name) => string.Join(", ", Headers.Where(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(one => one.Value));
}

/// <summary>Sends a request exactly as it is: over HttpClient where that can, otherwise over a socket of our own.</summary>
sealed class Sender(Uri address) : IDisposable
{
    /// <summary>Far above what any request takes, also on a machine that does ten other things.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address, Timeout = Patience };

    /// <exception cref="TimeoutException">No answer: the app hangs.</exception>
    public async Task<FuzzAnswer> SendAsync(FuzzRequest request)
    {
        try
        {
            return CanHttpClient(request) ? await ByClientAsync(request) : await BySocketAsync(request);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"No answer within {Patience}.");
        }
    }

    async Task<FuzzAnswer> BySocketAsync(FuzzRequest request) =>
        Read(await RawAsync(request.ToBytes(address.Authority), hangUp: request.SaysLength > request.Body.Length || request["Transfer-Encoding"] is not null));

    /// <summary>Writes the bytes and reads until the other side closes.</summary>
    /// <param name="hangUp">Says that nothing more comes, to a server that would wait for the rest.</param>
    public async Task<byte[]> RawAsync(byte[] bytes, bool hangUp)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(address.Host, address.Port, patience.Token);
        await using var stream = client.GetStream();
        using var answer = new MemoryStream();
        var reading = ReadAllAsync(stream, answer, patience.Token);
        try
        {
            await stream.WriteAsync(bytes, patience.Token);
            if (hangUp) client.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception refused) when (refused is IOException or SocketException)
        {
            // It answered, or closed, before it had read all.
        }
        await reading;
        return answer.ToArray();
    }

    static async Task ReadAllAsync(NetworkStream stream, MemoryStream answer, CancellationToken cancellation)
    {
        try
        {
            await stream.CopyToAsync(answer, cancellation);
        }
        catch (Exception closed) when (closed is IOException or SocketException)
        {
            // A reset after the answer: what came before counts.
        }
    }

    static bool CanHttpClient(FuzzRequest request) =>
        request.SaysLength is null && IsPlain(request.Target) && request.Target.StartsWith('/') && request.Method.All(char.IsAsciiLetter) && request.Method != "CONNECT"
        && request.Headers.All(one => one.Name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && IsPlain(one.Value)
            && !one.Name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase) && !one.Name.Equals("Expect", StringComparison.OrdinalIgnoreCase)
            && !one.Name.Equals("Host", StringComparison.OrdinalIgnoreCase));

    static bool IsPlain(string text) => text.All(c => c is > ' ' and < (char)127) || (text.All(c => c is >= ' ' and < (char)127) && !text.StartsWith('/'));

    async Task<FuzzAnswer> ByClientAsync(FuzzRequest request)
    {
        var raw = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        using var message = new HttpRequestMessage(new(request.Method), new Uri(address.GetLeftPart(UriPartial.Authority) + request.Target, raw));
        if (request.Body.Length > 0 || request.Method is "POST" or "PUT") message.Content = new ByteArrayContent(request.Body);
        foreach (var (name, value) in request.Headers)
            if (!message.Headers.TryAddWithoutValidation(name, value)) message.Content?.Headers.TryAddWithoutValidation(name, value);
        try
        {
            using var answer = await http.SendAsync(message);
            var headers = answer.Headers.Concat(answer.Content.Headers).SelectMany(one => one.Value.Select(value => (one.Key, value))).ToList();
            return new((int)answer.StatusCode, headers, Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()));
        }
        catch (HttpRequestException e) when (e.InnerException is IOException or SocketException)
        {
            // The app refused the rest of a body and closed; the answer was lost on the way. Ask again on a socket, which keeps it.
            return await BySocketAsync(request);
        }
    }

    static FuzzAnswer Read(byte[] bytes)
    {
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        if (end < 0) return new(0, [], "");
        var lines = Encoding.Latin1.GetString(bytes, 0, end).Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(':', 2)).Where(parts => parts.Length == 2).Select(parts => (parts[0], parts[1].Trim())).ToList();
        var chunked = headers.Exists(one => one.Item1.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase));
        var body = bytes[(end + 4)..];
        return new(int.Parse(lines[0].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), headers, Encoding.UTF8.GetString(chunked ? Unchunk(body) : body));
    }

    static byte[] Unchunk(byte[] body)
    {
        using var whole = new MemoryStream();
        for (var at = 0; at < body.Length;)
        {
            var line = body.AsSpan(at).IndexOf("\r\n"u8);
            if (line < 0 || !int.TryParse(Encoding.ASCII.GetString(body, at, line), System.Globalization.NumberStyles.HexNumber, null, out var size) || size == 0) break;
            whole.Write(body, at + line + 2, Math.Min(size, body.Length - at - line - 2));
            at += line + 2 + size + 2;
        }
        return whole.ToArray();
    }

    public void Dispose() => http.Dispose();
}
