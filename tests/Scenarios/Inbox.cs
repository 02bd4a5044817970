using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;

namespace Campaigns.Tests.Scenarios;

/// <summary>The mail room, as the contract has it. Everybody who waits looks at one copy, so that waiting costs little.</summary>
public sealed class Inbox(Uri url) : IDisposable
{
    static readonly TimeSpan Freshness = TimeSpan.FromMilliseconds(100);

    readonly HttpClient http = new() { BaseAddress = url };
    readonly SemaphoreSlim reading = new(1);
    readonly List<Mail> known = []; // oldest first
    DateTimeOffset readAt;

    /// <summary>Everything that has come, oldest first.</summary>
    public async Task<IReadOnlyList<Mail>> ReadAsync()
    {
        var asked = DateTimeOffset.UtcNow;
        await reading.WaitAsync();
        try
        {
            if (readAt < asked - Freshness)
            {
                readAt = DateTimeOffset.UtcNow;
                var after = known.Count > 0 ? $"?after={Uri.EscapeDataString(known[^1].Id)}" : "";
                known.AddRange((await http.GetFromJsonAsync<Mail[]>($"/messages{after}"))!.Reverse());
            }
            return [.. known];
        }
        catch (HttpRequestException)
        {
            return [.. known]; // the mail room is being started again; whoever waits looks again
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>Everything until now, for counting: nothing that has come already is missed.</summary>
    public async Task<IReadOnlyList<Mail>> ReadAllAsync()
    {
        await Task.Delay(Freshness * 2);
        return await ReadAsync();
    }

    public async Task<IReadOnlyList<Mail>> ToAsync(string address, string subject = "") =>
        [.. (await ReadAsync()).Where(mail => mail.IsTo(address, subject))];

    /// <summary>The first such message, once there is one. <paramref name="subject"/> is a part of the subject.</summary>
    public Task<Mail> WaitForAsync(string address, string subject, TimeSpan? limit = null) =>
        Eventually.SeeAsync($"a mail to {address} about “{subject}”", async () => await ToAsync(address, subject) is [var first, ..] ? first : null, limit);

    /// <summary>What the mail room does wrong from now on; nothing ends it.</summary>
    public async Task SetFaultsAsync(IEnumerable<object> rules)
    {
        using var answer = await http.PutAsJsonAsync("/faults", rules);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public void Dispose()
    {
        http.Dispose();
        reading.Dispose();
    }
}

/// <summary>A message as the mail room tells it.</summary>
public sealed partial record Mail(string Id, string To, string From, string Subject, string Text, string Html, JsonElement CustomArgs, DateTimeOffset ReceivedAt)
{
    public bool IsTo(string address, string subject = "") =>
        string.Equals(To, address, StringComparison.OrdinalIgnoreCase) && Subject.Contains(subject, StringComparison.Ordinal);

    /// <summary>Where its one link for an act leads: the path, the same in html and text.</summary>
    public string ActPath()
    {
        var links = new HtmlParser().ParseDocument(Html).QuerySelectorAll("a[href]").Select(a => new Uri(a.GetAttribute("href")!))
            .Where(link => Act().IsMatch(link.AbsolutePath)).ToList();
        var link = Assert.Single(links);
        Assert.Contains(link.AbsoluteUri, Text, StringComparison.Ordinal);
        Assert.Empty(link.Query);
        return link.AbsolutePath;
    }

    /// <summary>What the HTML says, as a reader sees it.</summary>
    public string Shown() => new HtmlParser().ParseDocument(Html).Body!.TextContent;

    [GeneratedRegex("^/(sign|signin|desk)/")]
    private static partial Regex Act();
}
