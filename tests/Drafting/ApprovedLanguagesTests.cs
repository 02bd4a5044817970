using System.Net.Http.Json;
using System.Text.Json;
using Campaigns.Drafting;
using Campaigns.Tests.Desk;

namespace Campaigns.Tests.Drafting;

/// <summary>Each language with its title and with who approved it: from the draft to the public page, the mail and the letter.</summary>
[Collection(DeskCollection.Name)]
public sealed class ApprovedLanguagesTests(DeskFixture fixture)
{
    [Fact]
    public async Task A_language_carries_its_title_and_the_organisations_that_approved_it()
    {
        var house = await fixture.GetAsync();
        var draft = await DraftOnTheDesk.BeginAsync(house, "Answers now", "We ask.", "Ana Example; ana.tongues@example.org; en; House of Examples", "Luc Example; luc.tongues@example.org; fr");
        await draft.SaveAsync("Nous demandons.", "fr");
        await draft.RoundAsync(TimeSpan.FromDays(3));
        await draft.AwaitAsync(new Dictionary<string, string>
        {
            ["window"] = "P2D",
            ["timeZone"] = "UTC",
            ["coordinator"] = "coordinator@example.org",
            ["title.fr"] = "Des réponses, maintenant",
            ["invitations"] = "Maison; FR; Eva Example; eva.tongues@example.org; fr",
            ["addressees"] = "Le ministre; Ministère; FR; ministre.tongues@example.org; fr; Monsieur",
        });
        await draft.ApproveAsync("ana.tongues@example.org");
        await draft.ActAsync("approved", ("name", "Zoé Example"), ("organisation", "Maison des exemples"), ("language", "fr"), ("version", "1"));
        await draft.ApproveAsync("luc.tongues@example.org", "fr");
        var id = (await draft.CampaignAsync())!;
        await house.UntilAsync($"/campaigns/{id}", said => said.Contains("\"state\":\"open\"", StringComparison.Ordinal));

        using var said = JsonDocument.Parse(await (await house.LookAsync($"/campaigns/{id}")).Content.ReadAsStringAsync());
        Assert.Equal(["en True Answers now House of Examples", "fr False Des réponses, maintenant Maison des exemples"], said.RootElement.GetProperty("languages").EnumerateArray()
            .Select(one => $"{one.GetProperty("language")} {one.GetProperty("authoritative").GetBoolean()} {one.GetProperty("title")} {one.GetProperty("approvedBy")}"));
        var french = await DeskHouse.GetAsync(house.Browser, $"/campaigns/{id}?lang=fr");
        Assert.Equal("Des réponses, maintenant", french.Document.QuerySelector("h1")!.TextContent);
        Assert.Contains("Ce texte (français) a été approuvé par Maison des exemples.", french.Text, StringComparison.Ordinal);
        Assert.Contains("Le texte qui fait foi : English", french.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Zoé", french.Text, StringComparison.Ordinal); // a person's name is not published
        Assert.DoesNotContain("Luc Example", french.Text, StringComparison.Ordinal);
        Assert.Equal("Answers now", (await DeskHouse.GetAsync(house.Browser, $"/campaigns/{id}")).Document.QuerySelector("h1")!.TextContent);

        await house.Mail.LinkAsync("eva.tongues@example.org", "/sign/");
        Assert.Contains(house.Mail.All, mail => mail.To == "eva.tongues@example.org" && mail.Subject.Contains("Des réponses, maintenant", StringComparison.Ordinal));
        using var letter = JsonDocument.Parse(await (await house.LookAsync($"/desk/{id}/letters/1")).Content.ReadAsStringAsync());
        Assert.Equal("Des réponses, maintenant", letter.RootElement.GetProperty("subject").GetString());
        var desk = await Answer.OfAsync(await (await house.SignedInAsync(DeskHouse.Coordinator)).GetAsync($"/desk/{id}"));
        Assert.Contains("Approved by Maison des exemples", desk.Document.QuerySelector("#languages")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_published_are_organisations_that_approved_the_newest_text()
    {
        var now = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        var draft = new StatementDraft
        {
            Id = "aaaaaaaaaaaaaaaa",
            Title = "T",
            Language = "en",
            TimeZone = "UTC",
            CreatedAt = now,
            ChangedAt = now,
            Editors = [],
            Heads = [new("en", 2, now, "x")],
            Reviewers = [new(1, "Ana", "a@example.org", "en") { Organisation = "One" }, new(2, "Jan", "j@example.org", "en") { Organisation = "Two" }, new(3, "Eva", "e@example.org", "en")],
            Verdicts = [new(1, "", "en", 2, true, "", now), new(2, "", "en", 1, true, "", now), new(3, "", "en", 2, true, "", now)],
        };
        Assert.Equal("One", DraftApprovals.Of(draft, "en"));
        var many = draft with { Verdicts = [.. Enumerable.Range(1, 40).Select(n => new Verdict(0, "x", "en", 2, true, "", now) { Organisation = $"Committee of the town number {n}" })] };
        Assert.InRange(DraftApprovals.Of(many, "en").Length, 400, Limits.ApprovedBy + 3);
        Assert.EndsWith("…", DraftApprovals.Of(many, "en"), StringComparison.Ordinal);
    }
}
