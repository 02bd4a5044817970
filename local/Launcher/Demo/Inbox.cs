using System.Globalization;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace Campaigns.Local.Launcher.Demo;

/// <summary>A message as the mail room tells it.</summary>
public sealed record ReceivedMail(string Id, string To, string Subject, string Text, DateTimeOffset ReceivedAt)
{
    /// <summary>The one link of a mail that asks for an act, as a path of the app; <paramref name="door"/> is sign, signin or desk.</summary>
    public string Link(string door) => Links(door) is [var only]
        ? only
        : throw new InvalidOperationException($"The mail \"{Subject}\" has {Links(door).Length} links to /{door}/ instead of one.");

    string[] Links(string door) =>
        [.. Regex.Matches(Text, $@"https?://[^\s/]+(/{door}/[^\s<>""]+)").Select(match => match.Groups[1].Value).Distinct()];
}

/// <summary>What has arrived in the mail room since the walk began; mail of earlier days is left alone.</summary>
public sealed class Inbox(string mailRoom, DateTimeOffset since) : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly HttpClient http = new() { BaseAddress = new Uri(mailRoom) };

    /// <summary>Newest first.</summary>
    public async Task<ReceivedMail[]> ReadAsync(string? to = null, CancellationToken cancellation = default)
    {
        var after = Uri.EscapeDataString(since.ToString("O", CultureInfo.InvariantCulture));
        var address = $"/messages?after={after}" + (to is null ? "" : $"&to={Uri.EscapeDataString(to)}");
        return await http.GetFromJsonAsync<ReceivedMail[]>(address, cancellation) ?? [];
    }

    /// <summary>The newest mail to this address that has a link to this door; waits for it.</summary>
    public async Task<ReceivedMail> WaitAsync(string to, string door, CancellationToken cancellation = default)
    {
        ReceivedMail? found = null;
        await Wait.UntilAsync($"a mail to {to} with a link to /{door}/", Patience, async () =>
        {
            var mails = await ReadAsync(to, cancellation);
            found = mails.FirstOrDefault(mail => mail.Text.Contains($"/{door}/", StringComparison.Ordinal));
            return found is not null;
        }, cancellation);
        return found!;
    }

    public void Dispose() => http.Dispose();
}
