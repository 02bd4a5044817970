using AngleSharp.Html.Dom;
using Campaigns.Drafting;
using Campaigns.Tests.Desk;

namespace Campaigns.Tests.Drafting;

/// <summary>S8 through the doors, without a script: a text is built together, approved, frozen, and the launch form opens with it.</summary>
[Collection(DeskCollection.Name)]
public sealed class DraftDoorTests(DeskFixture fixture)
{
    [Fact]
    public async Task Members_build_a_text_together_before_anyone_signs()
    {
        var house = await fixture.GetAsync();
        var ana = await house.SignedInAsync(DeskHouse.Coordinator);
        var draft = await BeginAsync(ana, "Common position");

        // The first text, then reviewers, then the round.
        Assert.Equal(303, (await WriteAsync(ana, draft, "We are **concerned**.\n\nWe ask for answers.")).Status);
        Assert.Equal(303, (await ActAsync(ana, draft, "reviewers", ("reviewers", "Eva Example; eva.s8@example.org; fr\nOle Example; ole.s8@example.org"))).Status);
        var link = await house.Mail.LinkAfterAsync("eva.s8@example.org", "/sign/review/", async () => Assert.Equal(303, (await ActAsync(ana, draft, "round", ("closesAt", "2026-04-10T12:00"))).Status));

        // Eva comments on the second paragraph, in French as her mail is, without an account and without a cookie.
        var eva = house.NewBrowser();
        var page = await DeskHouse.GetAsync(eva, link);
        Assert.Contains("Eva Example", page.Text, StringComparison.Ordinal);
        Assert.Contains("Commenter ce paragraphe", page.Text, StringComparison.Ordinal);
        Assert.Equal(422, (await SpeakAsync(eva, page, ("act", "object"), ("text", ""))).Status);
        Assert.Equal(303, (await SpeakAsync(eva, page, ("act", "comment"), ("paragraph", "2"), ("text", "Answers to what?"))).Status);
        Assert.Equal(303, (await SpeakAsync(eva, page, ("act", "object"), ("text", "Too soft"))).Status);

        // The coordinator sees it beside its paragraph, and writes another version.
        var seen = await DeskHouse.GetAsync(ana, draft);
        Assert.Contains("Answers to what?", seen.Document.QuerySelector("#p2 + .comments")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Too soft", seen.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await WriteAsync(ana, draft, "We are **concerned**.\n\nWe demand answers about the detention.")).Status);
        Assert.Contains("detention", (await DeskHouse.GetAsync(ana, draft + "/changes")).Document.QuerySelector(".added")!.TextContent, StringComparison.Ordinal);

        // What Eva has open is an older text: she is told, and nothing is taken for it.
        Assert.Equal(409, (await SpeakAsync(eva, page, ("act", "approve"))).Status);
        Assert.Equal(303, (await SpeakAsync(eva, await DeskHouse.GetAsync(eva, link), ("act", "approve"))).Status);

        // Another language, approved by name; then frozen.
        Assert.Equal(303, (await WriteAsync(ana, draft, "Nous exigeons des réponses.", "fr")).Status);
        Assert.Equal(303, (await ActAsync(ana, draft + "?text=fr", "approved", ("name", "Luc Example"))).Status);
        Assert.Contains("Luc Example", (await DeskHouse.GetAsync(ana, draft + "?text=fr")).Document.QuerySelector("#languages")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(303, (await ActAsync(ana, draft, "freeze")).Status);
        Assert.Equal(409, (await SpeakAsync(eva, await DeskHouse.GetAsync(eva, link), ("act", "comment"), ("version", "2"), ("language", "en"), ("paragraph", "1"), ("text", "late"))).Status);

        var launch = await DeskHouse.GetAsync(ana, "/campaigns/new?draft=" + draft.Split('/')[^1]);
        Assert.Equal(("Common position", "en"), (launch.Value("title"), launch.Value("language")));
        Assert.Equal("We are **concerned**.\n\nWe demand answers about the detention.", launch.Value("statement")!.Trim());
        Assert.Equal("Nous exigeons des réponses.", launch.Value("statement.fr")!.Trim());
    }

    [Fact]
    public async Task Two_who_write_at_once_are_told_and_nothing_is_overwritten()
    {
        var house = await fixture.GetAsync();
        var ana = await house.SignedInAsync(DeskHouse.Coordinator);
        var ole = await house.SignedInAsync(DeskHouse.OtherCoordinator);
        var draft = await BeginAsync(ana, "Two writers");
        Assert.Equal(404, (await DeskHouse.GetAsync(ole, draft)).Status); // not his yet
        Assert.Equal(303, (await ActAsync(ana, draft, "editors", ("editors", $"{DeskHouse.Coordinator}\n{DeskHouse.OtherCoordinator}"))).Status);

        var anas = await DeskHouse.GetAsync(ana, draft + "/edit");
        var oles = await DeskHouse.GetAsync(ole, draft + "/edit");
        Assert.Equal(303, (await SendAsync(ole, oles, draft, "keep", "Ole begins")).Status);
        Assert.Contains(DeskHouse.OtherCoordinator + " is writing", (await DeskHouse.GetAsync(ana, draft)).Text, StringComparison.Ordinal);
        Assert.Equal(303, (await SendAsync(ana, anas, draft, "save", "Ana's text")).Status);

        var conflict = await SendAsync(ole, oles, draft, "save", "Ole's text");
        Assert.Equal(409, conflict.Status);
        Assert.Contains("Ana's text", conflict.Document.QuerySelector("textarea[readonly]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Ole's text", conflict.Value("statement")!.Trim());
        // The page is closed: his text is kept, and found again.
        Assert.Contains("not saved as a version", (await DeskHouse.GetAsync(ole, draft)).Text, StringComparison.Ordinal);

        Assert.Equal(303, (await SendAsync(ole, conflict, draft, "save", "Both texts")).Status);
        var versions = await house.Get<DraftStore>().VersionsAsync((await house.Get<DraftStore>().FindAsync(draft.Split('/')[^1]))!, "en");
        Assert.Equal(["Both texts", "Ana's text"], versions.Select(version => version.Text));
        Assert.DoesNotContain("not saved as a version", (await DeskHouse.GetAsync(ole, draft)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_was_refused_keeps_what_was_typed_and_names_the_line()
    {
        var house = await fixture.GetAsync();
        var ana = await house.SignedInAsync(DeskHouse.Coordinator);
        var draft = await BeginAsync(ana, "Refusals");

        var refused = await ActAsync(ana, draft, "reviewers", ("reviewers", "Eva Example; eva@example.org\nnobody\nOle; nowhere"));
        Assert.Equal(422, refused.Status);
        Assert.Contains("Line 2", refused.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Line 3", refused.Text, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("Eva Example", refused.Value("reviewers")!.Trim(), StringComparison.Ordinal);
        Assert.Empty((await house.Get<DraftStore>().FindAsync(draft.Split('/')[^1]))!.Reviewers);

        Assert.Equal(409, (await ActAsync(ana, draft, "freeze")).Status); // no text yet
        Assert.Equal(422, (await ActAsync(ana, draft, "delete")).Status);
        Assert.Equal(303, (await ActAsync(ana, draft, "delete", ("confirm", "yes"))).Status);
        Assert.Equal(404, (await DeskHouse.GetAsync(ana, draft)).Status);
    }

    [Fact]
    public async Task Looking_changes_nothing_and_a_form_without_our_token_does_nothing()
    {
        var house = await fixture.GetAsync();
        var ana = await house.SignedInAsync(DeskHouse.Coordinator);
        var draft = await BeginAsync(ana, "Looking");
        await WriteAsync(ana, draft, "A text.");
        await ActAsync(ana, draft, "reviewers", ("reviewers", "Eva Example; eva.look@example.org"));
        var link = await house.Mail.LinkAfterAsync("eva.look@example.org", "/sign/review/", () => ActAsync(ana, draft, "round", ("closesAt", "2026-04-10T12:00")));
        var id = draft.Split('/')[^1];
        var before = await house.StoredAsync(id);

        foreach (var path in new[] { draft, draft + "/edit", draft + "/preview", draft + "/changes?from=0", "/desk/drafts", link, link + "?done=approve" })
        {
            Assert.Equal(200, (await DeskHouse.GetAsync(ana, path)).Status);
            using var head = new HttpRequestMessage(HttpMethod.Head, path);
            Assert.Equal(200, (int)(await ana.SendAsync(head)).StatusCode);
        }
        Assert.Equal(400, (await PostAsync(ana, draft + "/freeze", [])).Status);
        Assert.Equal(400, (await PostAsync(ana, draft + "/save", [new("language", "en"), new("copy", "abcdefgh"), new("base", "1"), new("statement", "theirs")])).Status);
        Assert.Equal(400, (await PostAsync(house.NewBrowser(), link, [new("act", "approve"), new("version", "1"), new("language", "en")])).Status);
        Assert.Equal(404, (await DeskHouse.GetAsync(house.NewBrowser(), link[..^2] + "AA")).Status);

        Assert.Equal(before, await house.StoredAsync(id));
    }

    [Fact]
    public async Task A_reviewer_who_leaves_is_gone_and_the_link_is_dead()
    {
        var house = await fixture.GetAsync();
        var ana = await house.SignedInAsync(DeskHouse.Coordinator);
        var draft = await BeginAsync(ana, "Leaving");
        await WriteAsync(ana, draft, "A text.");
        await ActAsync(ana, draft, "reviewers", ("reviewers", "Eva Leaver; eva.leaver@example.org"));
        var link = await house.Mail.LinkAfterAsync("eva.leaver@example.org", "/sign/review/", () => ActAsync(ana, draft, "round", ("closesAt", "2026-04-10T12:00")));
        var eva = house.NewBrowser();
        await SpeakAsync(eva, await DeskHouse.GetAsync(eva, link), ("act", "comment"), ("paragraph", "1"), ("text", "Stays"));

        Assert.Equal(200, (await SpeakAsync(eva, await DeskHouse.GetAsync(eva, link), ("act", "leave"))).Status);

        Assert.Equal(404, (await DeskHouse.GetAsync(eva, link)).Status);
        var page = await DeskHouse.GetAsync(ana, draft);
        Assert.DoesNotContain("Leaver", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("eva.leaver", page.Text, StringComparison.Ordinal);
        Assert.Contains("Stays", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scripts_do_the_same_with_the_key()
    {
        var house = await fixture.GetAsync();
        async Task<string> Post(string path, string body) =>
            await (await house.ScriptAsync(path, new StringContent(body, null, "application/json"))).Content.ReadAsStringAsync();

        var made = System.Text.Json.JsonDocument.Parse(await Post("/desk/drafts", """{"title":"By script","language":"en"}""")).RootElement.GetProperty("id").GetString();
        Assert.Contains("\"version\":1", await Post($"/desk/drafts/{made}/save", """{"language":"en","copy":"abcdefgh","base":0,"statement":"Free them."}"""), StringComparison.Ordinal);
        Assert.Contains("Somebody else", await Post($"/desk/drafts/{made}/save", """{"language":"en","copy":"abcdefgh","base":0,"statement":"Free her."}"""), StringComparison.Ordinal);
        Assert.Contains("Free them.", await (await house.LookAsync($"/desk/drafts/{made}")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    static async Task<string> BeginAsync(HttpClient editor, string title)
    {
        var made = await DeskHouse.SendAsync(editor, await DeskHouse.GetAsync(editor, "/desk/drafts"), "/desk/drafts", ("title", title));
        Assert.Equal(303, made.Status);
        return made.Location![..^"/edit".Length];
    }

    static async Task<Answer> WriteAsync(HttpClient editor, string draft, string text, string language = "en") =>
        await SendAsync(editor, await DeskHouse.GetAsync(editor, $"{draft}/edit?text={language}"), draft, "save", text);

    /// <summary>The page's form, by one of its two buttons.</summary>
    static Task<Answer> SendAsync(HttpClient editor, Answer page, string draft, string act, string text)
    {
        var fields = page.Document.QuerySelectorAll("form[data-draft] input").OfType<IHtmlInputElement>().ToDictionary(input => input.Name!, input => input.Value);
        fields["statement"] = text;
        return PostAsync(editor, $"{draft}/{act}", fields);
    }

    static async Task<Answer> ActAsync(HttpClient editor, string draft, string act, params (string, string)[] typed) =>
        await DeskHouse.SendAsync(editor, await DeskHouse.GetAsync(editor, draft), $"{draft.Split('?')[0]}/{act}", typed);

    /// <summary>The form of a paragraph or of the verdict: all hold the same hidden fields.</summary>
    static Task<Answer> SpeakAsync(HttpClient reviewer, Answer page, params (string Field, string Value)[] typed)
    {
        var fields = new Dictionary<string, string>();
        foreach (var input in page.Document.QuerySelectorAll("main form input").OfType<IHtmlInputElement>()) fields[input.Name!] = input.Value;
        foreach (var (field, value) in typed) fields[field] = value;
        return PostAsync(reviewer, page.Document.QuerySelector("main form")!.GetAttribute("action")!, fields);
    }

    static async Task<Answer> PostAsync(HttpClient browser, string path, IEnumerable<KeyValuePair<string, string>> fields) =>
        await Answer.OfAsync(await browser.PostAsync(path, new FormUrlEncodedContent(fields)));
}
