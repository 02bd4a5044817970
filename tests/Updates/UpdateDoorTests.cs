using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Campaigns.Storage;
using Campaigns.Tests.Desk;

namespace Campaigns.Tests.Updates;

/// <summary>Updates through the doors: asked for on each page, written and looked at on the desk, ended with one click.</summary>
[Collection(DeskCollection.Name)]
public sealed class UpdateDoorTests(DeskFixture fixture)
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;
    static int people;

    [Fact]
    public async Task Nobody_is_asked_with_a_ticked_box()
    {
        var (house, id) = await OpenAsync();
        var form = await DeskHouse.GetAsync(house.Browser, $"/campaigns/{id}");
        Assert.False(Box(form).IsChecked);
        var email = Somebody();
        await AskAsync(house, id, email);
        var confirm = await DeskHouse.GetAsync(house.Browser, await house.Mail.LinkAsync(email, "/sign/"));
        Assert.False(Box(confirm).IsChecked);
        Assert.Equal(303, (await DeskHouse.SendAsync(house.Browser, confirm)).Status);
        Assert.Equal(0, await PeopleAsync(house, id));
    }

    [Fact]
    public async Task They_are_asked_for_on_the_form_the_confirm_page_or_the_receipt_and_every_page_takes_it_back()
    {
        var (house, id) = await OpenAsync();
        var (form, confirm, receipt, back) = (Somebody(), Somebody(), Somebody(), Somebody());
        foreach (var email in (string[])[form, back]) await AskAsync(house, id, email, ("updates", "yes"));
        foreach (var email in (string[])[confirm, receipt]) await AskAsync(house, id, email);
        var ticked = await ConfirmPageAsync(house, form);
        Assert.True(Box(ticked).IsChecked);
        Assert.Equal(303, (await DeskHouse.SendAsync(house.Browser, ticked)).Status);
        Assert.Equal(303, (await DeskHouse.SendAsync(house.Browser, await ConfirmPageAsync(house, confirm), ("updates", "yes"))).Status);
        Assert.Equal(303, (await DeskHouse.SendAsync(house.Browser, await ConfirmPageAsync(house, receipt))).Status);
        Assert.Equal(303, (await DeskHouse.SendAsync(house.Browser, await ConfirmPageAsync(house, back), ("updates", "no"))).Status); // unticked
        Assert.Equal(2, await PeopleAsync(house, id));

        var link = await house.Mail.LinkAsync(receipt, "/sign/");
        var turned = await DeskHouse.SendAsync(house.Browser, await DeskHouse.GetAsync(house.Browser, link), link + "/updates", ("updates", "yes"));
        Assert.Equal((303, link + "#updates"), (turned.Status, turned.Location));
        Assert.Contains("You get updates on this campaign by mail.", (await DeskHouse.GetAsync(house.Browser, link)).Text, StringComparison.Ordinal);
        Assert.Equal(3, await PeopleAsync(house, id));
        var data = JsonNode.Parse(await house.Browser.GetStringAsync(link + "/data.json", Cancel))!["signature"]!;
        Assert.NotNull(data["updatesAt"]);

        var json = await house.Browser.PostAsJsonAsync(link + "/updates", new { updates = "no" }, Cancel);
        Assert.Equal(303, (int)json.StatusCode);
        Assert.Equal(2, await PeopleAsync(house, id));
        Assert.Equal(422, (int)(await house.Browser.PostAsJsonAsync(link + "/updates", new { updates = true }, Cancel)).StatusCode);
        Assert.Equal(422, (int)(await house.Browser.PostAsJsonAsync(link + "/updates", new { }, Cancel)).StatusCode);
        var forged = await Answer.OfAsync(await house.Browser.PostAsync(link + "/updates", new FormUrlEncodedContent([new("updates", "yes")]), Cancel));
        Assert.Equal(400, forged.Status); // another site's form
        Assert.Equal(2, await PeopleAsync(house, id));
    }

    [Fact]
    public async Task What_a_person_has_seen_goes_to_exactly_those_who_asked_in_their_language()
    {
        var (house, id) = await OpenAsync(("statement.fr", "Laissez-le entrer."));
        var (english, french, german, silent) = (Somebody(), Somebody(), Somebody(), Somebody());
        foreach (var (email, language) in new[] { (english, "en"), (french, "fr"), (german, "de") }) await SignAsync(house, id, email, ("updates", "yes"), ("language", language));
        await SignAsync(house, id, silent);
        var browser = await house.SignedInAsync(DeskHouse.Coordinator);
        var path = $"/desk/{id}/updates";

        var page = await DeskHouse.GetAsync(browser, path);
        Assert.Contains("3 people who signed asked for updates.", page.Text, StringComparison.Ordinal);
        var empty = await DeskHouse.SendAsync(browser, page, ("step", "preview"), ("subject.fr", "Du nouveau"));
        Assert.Equal(422, empty.Status);
        Assert.Equal(["#f-subject", "#f-text", "#f-text-fr"], empty.Document.QuerySelectorAll(".errors a").Select(link => link.GetAttribute("href")).Order());
        var seen = await DeskHouse.SendAsync(browser, empty, ("step", "preview"), ("subject", "They answered & more"), ("text", "**Two** ministers answered."), ("text.fr", "Deux ministres ont répondu."));
        Assert.Equal(200, seen.Status);
        Assert.Equal(3, seen.Document.QuerySelectorAll("#preview article").Length);
        Assert.Contains("Two ministers answered.", seen.Document.QuerySelector("#preview article")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Ne plus m’envoyer de nouvelles", seen.Text, StringComparison.Ordinal);
        Assert.Equal(0, house.Mail.All.Count(mail => mail.Subject == "Du nouveau"));

        var changed = await DeskHouse.SendAsync(browser, seen, path, ("step", "send"), ("seen", seen.Value("seen")!), ("text", "Three ministers answered."));
        Assert.Equal((409, "Three ministers answered."), (changed.Status, changed.Value("text")));
        Assert.Contains("another one than in the last preview", changed.Text, StringComparison.Ordinal);
        var sent = await SendSeenAsync(browser, path, seen);
        Assert.Equal((303, path + "#sent"), (sent.Status, sent.Location));
        await house.UntilAsync(path, text => text.Contains("\"sent\":3", StringComparison.Ordinal));

        var mails = house.Mail.All.Where(mail => mail.To == english || mail.To == french || mail.To == german || mail.To == silent).Where(mail => !mail.Text.Contains("/sign/", StringComparison.Ordinal)).ToList();
        Assert.Equal(new[] { (english, "They answered & more"), (french, "Du nouveau"), (german, "They answered & more") }.Order(), mails.Select(mail => (mail.To, mail.Subject)).Order());
        var inFrench = mails.Single(mail => mail.To == french).Text;
        Assert.Contains("Deux ministres ont répondu.", inFrench, StringComparison.Ordinal);
        Assert.Contains($"https://campaigns.example.org/campaigns/{id}", inFrench, StringComparison.Ordinal);
        foreach (var mail in mails)
        {
            var headers = house.Mail.Headers.Single(one => one.To == mail.To && one.Subject == mail.Subject).Headers;
            Assert.Equal($"<https://campaigns.example.org{Stop(mail.Text)}>", headers["List-Unsubscribe"]);
            Assert.Equal("List-Unsubscribe=One-Click", headers["List-Unsubscribe-Post"]);
        }
        Assert.Equal(3, mails.Select(mail => Stop(mail.Text)).Distinct().Count());
        Assert.Contains("Update 1: They answered & more", (await DeskHouse.GetAsync(browser, path)).Text, StringComparison.Ordinal);
        var soon = await DeskHouse.SendAsync(browser, await DeskHouse.GetAsync(browser, path), ("step", "send"), ("subject", "More"), ("text", "More."));
        Assert.Equal(409, soon.Status);
        Assert.Contains("less than an hour ago", soon.Text, StringComparison.Ordinal);
        Assert.Contains("wrote update 1 to the signatories", (await DeskHouse.GetAsync(browser, $"/desk/{id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_click_ends_them_and_looking_does_not()
    {
        var (house, id) = await OpenAsync();
        var (other, otherId) = (Somebody(), (await OpenAsync()).Id);
        await SignAsync(house, otherId, other, ("updates", "yes"));
        var email = Somebody();
        await SignAsync(house, id, email, ("updates", "yes"));
        await WriteAsync(house, id, "One click");
        var link = await house.Mail.LinkAsync(email, "/updates/");

        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Head, HttpMethod.Get])
        {
            using var looked = await house.Browser.SendAsync(new(method, link), Cancel);
            Assert.Equal(200, (int)looked.StatusCode);
        }
        var page = await DeskHouse.GetAsync(house.Browser, link);
        Assert.Contains("There is news.", page.Text, StringComparison.Ordinal); // the latest can be read here
        foreach (var body in (KeyValuePair<string, string>[][])[[], [new("List-Unsubscribe", "yes")], [new("updates", "no")]])
            Assert.Equal(400, (int)(await house.NewBrowser().PostAsync(link, new FormUrlEncodedContent(body), Cancel)).StatusCode);
        Assert.Equal(1, await PeopleAsync(house, id));

        using var multipart = new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } };
        foreach (var body in (HttpContent[])[new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]), multipart]) // either kind, says the RFC; the second changes nothing
        {
            var stopped = await Answer.OfAsync(await house.NewBrowser().PostAsync(link, body, Cancel));
            Assert.Equal((200, "No more updates"), (stopped.Status, stopped.Document.QuerySelector("h1")!.TextContent));
        }
        Assert.Equal(0, await PeopleAsync(house, id));
        Assert.Equal(1, await PeopleAsync(house, otherId));
        Assert.Equal(1, await CountAsync(house, id)); // the signature stays
        Assert.Contains("1 person wanted no further updates after it.", (await DeskHouse.GetAsync(await house.SignedInAsync(DeskHouse.Coordinator), $"/desk/{id}/updates")).Text, StringComparison.Ordinal);

        var sign = await house.Mail.LinkAsync(email, "/sign/");
        Assert.Equal(404, (int)(await house.Browser.GetAsync("/updates/" + sign.Split('/')[^1], Cancel)).StatusCode);
        Assert.Equal(404, (int)(await house.Browser.GetAsync("/sign/" + link.Split('/')[^1], Cancel)).StatusCode);
        Assert.Equal(404, (int)(await house.Browser.PostAsync("/updates/nothing", new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]), Cancel)).StatusCode);
    }

    [Fact]
    public async Task The_button_on_the_page_does_what_the_mail_program_does_and_the_receipt_turns_them_on_again()
    {
        var (house, id) = await OpenAsync();
        var email = Somebody();
        await SignAsync(house, id, email, ("updates", "yes"));
        await WriteAsync(house, id, "The button");
        var link = await house.Mail.LinkAsync(email, "/updates/");
        var stopped = await DeskHouse.SendAsync(house.Browser, await DeskHouse.GetAsync(house.Browser, link + "?lang=ru"));
        Assert.Equal((200, "Новостей больше не будет"), (stopped.Status, stopped.Document.QuerySelector("h1")!.TextContent));
        Assert.Empty(stopped.Document.Forms);
        var sign = await house.Mail.LinkAsync(email, "/sign/");
        Assert.Equal(303, (await DeskHouse.SendAsync(house.Browser, await DeskHouse.GetAsync(house.Browser, sign), sign + "/updates", ("updates", "yes"))).Status);
        Assert.Equal(1, await PeopleAsync(house, id));
    }

    [Fact]
    public async Task Whoever_is_removed_gets_none_and_after_the_purge_the_link_says_that_nothing_is_known()
    {
        var (house, id) = await OpenAsync();
        var (erased, kept) = (Somebody(), Somebody());
        foreach (var email in (string[])[erased, kept]) await SignAsync(house, id, email, ("updates", "yes"));
        await WriteAsync(house, id, "Before");
        var links = (Erased: await house.Mail.LinkAsync(erased, "/updates/"), Kept: await house.Mail.LinkAsync(kept, "/updates/"));
        var sign = await house.Mail.LinkAsync(erased, "/sign/");
        Assert.Equal(303, (await DeskHouse.SendAsync(house.Browser, await DeskHouse.GetAsync(house.Browser, sign + "/erase"))).Status);
        var gone = await DeskHouse.GetAsync(house.Browser, links.Erased);
        Assert.Equal((200, false), (gone.Status, gone.Text.Contains("There is news.", StringComparison.Ordinal))); // what is said to those who signed is not for them any more
        house.Time.Advance(TimeSpan.FromHours(1));
        await WriteAsync(house, id, "After");
        Assert.Equal((1, 1), (house.Mail.All.Count(mail => mail.Subject == "After" && mail.To == kept), house.Mail.All.Count(mail => mail.Subject == "After")));

        await house.ScriptAsync($"/desk/{id}/close", JsonContent.Create(new { }), "application/json");
        await house.UntilStateAsync(id, "dispatched");
        await house.ScriptAsync($"/desk/{id}/purge", JsonContent.Create(new { why = PurgeRecord.Reasons[0], confirm = "yes" }), "application/json");
        await house.UntilAsync($"/desk/{id}", text =>
        {
            house.Time.Advance(TimeSpan.FromSeconds(1)); // should its orchestration have been about to end just then, the sweep begins the purge
            return text.Contains("\"state\":\"archived\"", StringComparison.Ordinal);
        });
        Assert.Equal(410, (int)(await house.Browser.GetAsync(links.Kept, Cancel)).StatusCode);
        Assert.Equal(410, (int)(await house.Browser.PostAsync(links.Kept, new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]), Cancel)).StatusCode);
        Assert.DoesNotContain("name=\"subject\"", (await DeskHouse.GetAsync(await house.SignedInAsync(DeskHouse.Coordinator), $"/desk/{id}/updates")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_others_read_the_mail_it_names_nothing_and_the_page_behind_the_link_says_the_news()
    {
        var (house, id) = await OpenAsync();
        var email = Somebody();
        await SignAsync(house, id, email, ("updates", "yes"), ("neutral", "yes"), ("publication", "name-withheld"));
        await WriteAsync(house, id, "Mira is free");
        var link = await house.Mail.LinkAsync(email, "/updates/");
        var mail = house.Mail.All.Last(one => one.To == email);
        Assert.Equal("There is news", mail.Subject);
        Assert.DoesNotContain(id, mail.Text, StringComparison.Ordinal);
        Assert.Contains("Mira is free", (await DeskHouse.GetAsync(house.NewBrowser(), link)).Text, StringComparison.Ordinal);
        Assert.Contains(house.Mail.Headers, one => one.To == email && one.Headers.ContainsKey("List-Unsubscribe"));
    }

    [Fact]
    public async Task After_the_letters_the_report_is_ready_in_each_language_and_the_desk_asks_for_it()
    {
        const string offices = "The Minister; Ministry of Examples; NO; minister.updates@example.org; en; Dear Minister,\nThe Speaker; Parliament; GE; speaker.updates@example.org; en; Dear Speaker,";
        var (house, id) = await OpenAsync(("addressees", offices), ("statement.ru", "Пропустите его."), ("approval", "automatic"));
        await SignAsync(house, id, Somebody(), ("updates", "yes"), ("language", "ru"));
        var browser = await house.SignedInAsync(DeskHouse.Coordinator);
        Assert.DoesNotContain("Tell the signatories", (await DeskHouse.GetAsync(browser, $"/desk/{id}")).Text, StringComparison.Ordinal);
        await house.ScriptAsync($"/desk/{id}/close", JsonContent.Create(new { }), "application/json");
        await house.UntilStateAsync(id, "dispatched");
        await house.UntilAsync($"/desk/{id}", text => text.Contains("\"accepted\":2", StringComparison.Ordinal));
        await house.ScriptAsync($"/desk/{id}/letters/1/reply", JsonContent.Create(new { kind = "answer", received = house.Time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm", null), words = "Yes" }), "application/json");

        var task = (await DeskHouse.GetAsync(browser, $"/desk/{id}")).Document.QuerySelector($"a[href='/desk/{id}/updates?text=report']");
        Assert.Equal("Tell the signatories what became of the letters", task!.TextContent);
        var filled = await DeskHouse.GetAsync(browser, $"/desk/{id}/updates?text=report");
        Assert.Contains("signed by 1 individual from 1 country", filled.Value("text"), StringComparison.Ordinal);
        Assert.Contains("It was sent to 2 addressees. 0 letters have been delivered. 1 addressee has answered.", filled.Value("text"), StringComparison.Ordinal);
        Assert.Contains("Оно отправлено 2 адресатам.", filled.Value("text.ru"), StringComparison.Ordinal);
        var seen = await DeskHouse.SendAsync(browser, filled, ("step", "preview"));
        Assert.Equal(303, (await SendSeenAsync(browser, $"/desk/{id}/updates", seen)).Status);
        await house.UntilAsync($"/desk/{id}/updates", text => text.Contains("\"sent\":1", StringComparison.Ordinal));
        Assert.Single(house.Mail.All, mail => mail.Subject.StartsWith("Что стало с обращением", StringComparison.Ordinal) && mail.Text.Contains("Ответил 1 адресат.", StringComparison.Ordinal));
        Assert.DoesNotContain("Tell the signatories", (await DeskHouse.GetAsync(browser, $"/desk/{id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scripts_preview_and_send_and_are_told_why_not()
    {
        var (house, id) = await OpenAsync();
        var path = $"/desk/{id}/updates";
        var nobody = await house.ScriptAsync(path, JsonContent.Create(new { step = "send", subject = "News", text = "There is news." }), "application/json");
        Assert.Equal(409, (int)nobody.StatusCode);
        Assert.Contains("Nobody who signed has asked", await nobody.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        await SignAsync(house, id, Somebody(), ("updates", "yes"));
        var preview = JsonNode.Parse(await (await house.ScriptAsync(path, JsonContent.Create(new { subject = "News", text = "There is news." }), "application/json")).Content.ReadAsStringAsync(Cancel))!;
        Assert.Equal(("News", 1), (preview["mails"]![0]!["subject"]!.GetValue<string>(), preview["mails"]![0]!["people"]!.GetValue<int>()));
        foreach (var (field, length) in new[] { ("subject", Limits.UpdateSubject), ("text", Limits.UpdateText) })
            foreach (var (more, status) in new[] { (0, 200), (1, 422) })
            {
                var fields = new Dictionary<string, string> { ["subject"] = "News", ["text"] = "There is news.", [field] = new('ж', length + more) };
                Assert.Equal(status, (int)(await house.ScriptAsync(path, JsonContent.Create(fields), "application/json")).StatusCode);
            }
        Assert.Equal(200, (int)(await house.ScriptAsync(path, JsonContent.Create(new { step = "send", subject = "News", text = new string('ж', Limits.UpdateText) }), "application/json")).StatusCode);
        await house.UntilAsync(path, text => text.Contains("\"sent\":1", StringComparison.Ordinal));
        Assert.Equal(404, (int)(await house.LookAsync("/desk/aaaaaaaaaaaaaaaa/updates")).StatusCode);
    }

    // --- what the tests are not about

    static string Somebody() => $"updates{Interlocked.Increment(ref people)}@example.org";

    async Task<(DeskHouse House, string Id)> OpenAsync(params (string Field, string? Value)[] changes)
    {
        var house = await fixture.GetAsync();
        var id = await house.LaunchAsync([("title", $"Let him enter {Interlocked.Increment(ref people)}"), ("reminders", ""), ("invitations", ""), ("signatories", "both"), ("vetting", "none"), ("window", "P30D"), .. changes]);
        await house.UntilStateAsync(id, "open");
        return (house, id);
    }

    static async Task AskAsync(DeskHouse house, string id, string email, params (string Field, string Value)[] more)
    {
        var asked = await DeskHouse.SendAsync(house.Browser, await DeskHouse.GetAsync(house.Browser, $"/campaigns/{id}"), $"/campaigns/{id}/signatures",
            [("kind", "individual"), ("country", "NO"), ("name", "Kari Example"), ("email", email), ("publication", "public"), .. more]);
        Assert.Equal(303, asked.Status);
    }

    static async Task<Answer> ConfirmPageAsync(DeskHouse house, string email) => await DeskHouse.GetAsync(house.Browser, await house.Mail.LinkAsync(email, "/sign/"));

    static async Task SignAsync(DeskHouse house, string id, string email, params (string Field, string Value)[] more)
    {
        await AskAsync(house, id, email, more);
        Assert.Equal(303, (await DeskHouse.SendAsync(house.Browser, await ConfirmPageAsync(house, email))).Status);
    }

    static async Task WriteAsync(DeskHouse house, string id, string subject)
    {
        var before = await SentAsync(house, id);
        var sent = await house.ScriptAsync($"/desk/{id}/updates", JsonContent.Create(new { step = "send", subject, text = "There is news." }), "application/json");
        Assert.Equal(200, (int)sent.StatusCode);
        await house.UntilAsync($"/desk/{id}/updates", text => JsonNode.Parse(text)!["updates"]!.AsArray() is { } all && all.Count > before && !all[0]!["underWay"]!.GetValue<bool>()
            && all[0]!["waiting"]!.GetValue<int>() == 0 && all[0]!["sent"]!.GetValue<int>() > 0);
    }

    static async Task<int> SentAsync(DeskHouse house, string id) =>
        JsonNode.Parse(await (await house.LookAsync($"/desk/{id}/updates")).Content.ReadAsStringAsync(Cancel))!["updates"]!.AsArray().Count;

    /// <summary>The button under the preview.</summary>
    static async Task<Answer> SendSeenAsync(HttpClient browser, string path, Answer seen)
    {
        var form = seen.Document.QuerySelector("#preview form")!;
        var fields = form.QuerySelectorAll("input").ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value") ?? "");
        fields["step"] = "send";
        Assert.Equal(path, form.GetAttribute("action"));
        return await Answer.OfAsync(await browser.PostAsync(path, new FormUrlEncodedContent(fields), Cancel));
    }

    static async Task<int> PeopleAsync(DeskHouse house, string id) =>
        JsonNode.Parse(await (await house.LookAsync($"/desk/{id}/updates")).Content.ReadAsStringAsync(Cancel))!["people"]!.GetValue<int>();

    static async Task<int> CountAsync(DeskHouse house, string id) =>
        (await house.Get<Signatures.SignatureBook>().CountNowAsync((await house.Get<CampaignStore>().FindAsync(id))!)).Signatures;

    static string Stop(string text) => new Uri(text.Split('\n').Last(line => line.Contains("/updates/", StringComparison.Ordinal)).Trim()).PathAndQuery;

    static AngleSharp.Html.Dom.IHtmlInputElement Box(Answer page) => page.Document.QuerySelectorAll("input[type=checkbox][name=updates]").OfType<AngleSharp.Html.Dom.IHtmlInputElement>().Single();
}
