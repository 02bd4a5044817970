using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Campaigns.Tests.Desk;

namespace Campaigns.Tests.Drafting;

/// <summary>A draft through the doors: editors by script, reviewers by the link of their mail.</summary>
sealed class DraftOnTheDesk(DeskHouse house, string id)
{
    readonly Dictionary<string, int> versions = [];

    public string Id => id;

    public string Page => $"/desk/drafts/{id}";

    public static async Task<DraftOnTheDesk> BeginAsync(DeskHouse house, string title, string text, params string[] reviewers)
    {
        using var made = JsonDocument.Parse(await (await house.ScriptAsync("/desk/drafts", JsonContent.Create(new { title, language = "en" }))).Content.ReadAsStringAsync());
        var draft = new DraftOnTheDesk(house, made.RootElement.GetProperty("id").GetString()!);
        await draft.SaveAsync(text);
        if (reviewers.Length > 0) await draft.ActAsync("reviewers", ("reviewers", string.Join('\n', reviewers)));
        return draft;
    }

    public async Task SaveAsync(string text, string language = "en")
    {
        await ActAsync("save", ("language", language), ("copy", "abcdefgh"), ("base", $"{versions.GetValueOrDefault(language)}"), ("statement", text));
        versions[language] = versions.GetValueOrDefault(language) + 1;
    }

    public Task RoundAsync(TimeSpan length) => ActAsync("round", ("closesAt", house.Time.GetUtcNow().Add(length).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)));

    public async Task ActAsync(string act, params (string Field, string Value)[] fields)
    {
        var answer = await Answer.OfAsync(await TryAsync(act, fields));
        Assert.True(answer.Status == 200, answer.Body);
    }

    public Task<HttpResponseMessage> TryAsync(string act, params (string Field, string Value)[] fields) =>
        house.ScriptAsync($"{Page}/{act}", JsonContent.Create(fields.ToDictionary(field => field.Field, field => field.Value)));

    public Task ApproveAsync(string email, string language = "en") => SpeakAsync(email, language, ("act", "approve"));

    public Task ObjectAsync(string email, string why) => SpeakAsync(email, "en", ("act", "object"), ("text", why));

    /// <summary>The campaign whose form is these fields opens when the text is approved.</summary>
    public async Task<HttpResponseMessage> AwaitAsync(IReadOnlyDictionary<string, string> fields, string? key = null) =>
        await house.ScriptAsync("/campaigns", JsonContent.Create(new Dictionary<string, string>(fields) { ["draft"] = id }), idempotencyKey: key);

    public async Task<JsonElement> LookAsync()
    {
        using var one = JsonDocument.Parse(await (await house.LookAsync(Page)).Content.ReadAsStringAsync());
        return one.RootElement.Clone();
    }

    /// <summary>Id of the campaign that opened with the text; null as long as there is none.</summary>
    public async Task<string?> CampaignAsync() => (await LookAsync()).GetProperty("opens") is { ValueKind: JsonValueKind.Object } opens ? opens.GetProperty("campaign").GetString() : null;

    /// <summary>What a reviewer sees behind the link.</summary>
    public async Task<string> ReviewerReadsAsync(string email) => (await DeskHouse.GetAsync(house.NewBrowser(), await house.Mail.LinkAsync(email, "/sign/review/"))).Text;

    async Task SpeakAsync(string email, string language, params (string Field, string Value)[] typed)
    {
        var reviewer = house.NewBrowser();
        var link = await house.Mail.LinkAsync(email, "/sign/review/");
        var page = await DeskHouse.GetAsync(reviewer, $"{link}{(link.Contains('?', StringComparison.Ordinal) ? '&' : '?')}text={language}");
        var fields = page.Document.QuerySelectorAll("main form input").OfType<IHtmlInputElement>().GroupBy(input => input.Name!).ToDictionary(one => one.Key, one => one.Last().Value);
        foreach (var (field, value) in typed) fields[field] = value;
        var answer = await Answer.OfAsync(await reviewer.PostAsync(page.Document.QuerySelector("main form")!.GetAttribute("action")!, new FormUrlEncodedContent(fields)));
        Assert.True(answer.Status == 303, answer.Body);
    }
}
