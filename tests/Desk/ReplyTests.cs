using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Campaigns.Letters.Replies;
using Campaigns.Storage;

namespace Campaigns.Tests.Desk;

/// <summary>What an office wrote back, recorded by hand.</summary>
[Collection(DeskCollection.Name)]
public sealed class ReplyTests(DeskFixture fixture)
{
    const string Offices = "The Minister; Ministry of Examples; NO; minister.replies@example.org; en; Dear Minister,\nThe Speaker; Parliament; GE; speaker.replies@example.org; en; Dear Speaker,";
    static readonly byte[] Scan = [.. Enumerable.Range(0, 150_001).Select(n => (byte)(n * 7))]; // four pieces

    [Fact]
    public async Task An_answer_is_kept_with_its_file_and_counted()
    {
        var (house, browser, id) = await DispatchedAsync();
        var sent = await RecordAsync(house, browser, id, Scan, ("words", "We thank you for your letter.\r\n\r\nThe case is being looked at."));
        Assert.Equal((303, $"/desk/{id}/letters/1#replies"), (sent.Status, sent.Location));

        var page = await DeskHouse.GetAsync(browser, $"/desk/{id}/letters/1");
        Assert.Contains("The case is being looked at.", page.Text, StringComparison.Ordinal);
        var link = page.Document.QuerySelector("#replies a[download]")!;
        Assert.Equal("réponse du 3 mars.pdf", link.TextContent);
        var file = await browser.GetAsync(link.GetAttribute("href"));
        Assert.Equal(Scan, await file.Content.ReadAsByteArrayAsync());
        Assert.Equal(("attachment", "application/octet-stream"), (file.Content.Headers.ContentDisposition!.DispositionType, file.Content.Headers.ContentType!.MediaType));

        Assert.Equal((true, false, 1), (await AnsweredAsync(house, id, 0), await AnsweredAsync(house, id, 1), (await CampaignAsync(house, id))["lettersAnswered"]!.GetValue<int>()));
        Assert.Contains("1 has answered", (await DeskHouse.GetAsync(house.NewBrowser(), $"/campaigns/{id}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("being looked at", (await DeskHouse.GetAsync(house.NewBrowser(), $"/campaigns/{id}")).Text, StringComparison.Ordinal);
        Assert.Contains("recorded an answer of addressee 1", (await DeskHouse.GetAsync(browser, $"/desk/{id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_reply_and_a_mistake_is_taken_back_with_its_file()
    {
        var (house, browser, id) = await DispatchedAsync();
        for (var time = 0; time < 2; time++) Assert.Equal(303, (await RecordAsync(house, browser, id, Scan, ("words", "Twice"))).Status);
        var page = await DeskHouse.GetAsync(browser, $"/desk/{id}/letters/1");
        var link = Assert.Single(page.Document.QuerySelectorAll("#replies a[download]")).GetAttribute("href");
        Assert.Single((await house.Get<CampaignStore>().JournalAsync(id)), entry => entry.What == "ReplyAnswer");

        var remove = page.Document.Forms.Single(form => form.QuerySelector("[name=remove]") is not null);
        var fields = remove.QuerySelectorAll("input").ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value")!);
        Assert.Equal(303, (await Answer.OfAsync(await browser.PostAsync(remove.GetAttribute("action"), new FormUrlEncodedContent(fields)))).Status);

        Assert.Equal(404, (int)(await browser.GetAsync(link)).StatusCode);
        Assert.False(await AnsweredAsync(house, id, 0));
        foreach (var prefix in new[] { Rows.Replies, Rows.ReplyPieces })
            Assert.Empty(await house.Get<CampaignTables>().Campaigns.QueryAsync<Azure.Data.Tables.TableEntity>(Rows.Filter(id, prefix)).ToListAsync());
    }

    [Fact]
    public async Task That_a_letter_has_arrived_is_no_answer()
    {
        var (house, _, id) = await DispatchedAsync();
        var answer = await house.ScriptAsync($"/desk/{id}/letters/2/reply", JsonContent.Create(new { kind = "acknowledgement", received = Now(house), words = "Registered" }), "application/json");
        Assert.Equal(200, (int)answer.StatusCode);
        var reply = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["replies"]![0]!;
        Assert.Equal(("acknowledgement", "Registered"), (reply["kind"]!.GetValue<string>(), reply["words"]!.GetValue<string>()));
        Assert.False(await AnsweredAsync(house, id, 1));
    }

    [Theory]
    [InlineData("kind", "letter", "kind")]
    [InlineData("kind", "", "kind")]
    [InlineData("received", "", "received")]
    [InlineData("received", "yesterday", "received")]
    [InlineData("received", "2030-01-01T10:00", "received")]
    [InlineData("received", "2020-01-01T10:00", "received")]
    [InlineData("words", "", "words")]
    [InlineData("words", "nul\0", "words")]
    public async Task What_is_wrong_is_named_and_what_was_typed_stays(string field, string value, string named)
    {
        var (house, browser, id) = await DispatchedAsync();
        var page = await RecordAsync(house, browser, id, [], ("words", "Kept"), (field, value));
        Assert.Equal(422, page.Status);
        Assert.Contains(page.Document.QuerySelectorAll(".errors a"), link => link.GetAttribute("href") == $"#f-{named}");
        if (field != "words") Assert.Equal("Kept", page.Value("words"));
        Assert.Empty(await house.Get<ReplyStore>().AllAsync((await house.Get<CampaignStore>().FindAsync(id))!));
    }

    [Theory]
    [InlineData(Limits.ReplyFile, 303)]
    [InlineData(Limits.ReplyFile + 1, 422)]
    public async Task A_file_may_have_two_megabytes(int bytes, int status)
    {
        var (house, browser, id) = await DispatchedAsync();
        Assert.Equal(status, (await RecordAsync(house, browser, id, new byte[bytes])).Status);
    }

    [Fact]
    public async Task Before_the_letter_has_left_nobody_can_have_answered()
    {
        var house = await fixture.GetAsync();
        var id = await house.LaunchAsync(("addressees", Offices), ("reminders", ""), ("invitations", ""));
        var answer = await house.ScriptAsync($"/desk/{id}/letters/1/reply", JsonContent.Create(new { kind = "answer", received = Now(house), words = "No" }), "application/json");
        Assert.Equal(404, (int)answer.StatusCode);
    }

    async Task<(DeskHouse House, HttpClient Browser, string Id)> DispatchedAsync()
    {
        var house = await fixture.GetAsync();
        var id = await house.LaunchAsync(("addressees", Offices), ("reminders", ""), ("invitations", ""), ("approval", "automatic"));
        await UntilAsync("open");
        Assert.Equal(200, (int)(await house.ScriptAsync($"/desk/{id}/close", JsonContent.Create(new { }), "application/json")).StatusCode);
        await UntilAsync("dispatched");
        return (house, await house.SignedInAsync(DeskHouse.Coordinator), id);

        Task UntilAsync(string state) => house.UntilAsync($"/desk/{id}", text => text.Contains($"\"state\":\"{state}\"", StringComparison.Ordinal));
    }

    static async Task<Answer> RecordAsync(DeskHouse house, HttpClient browser, string id, byte[] file, params (string Field, string Value)[] typed)
    {
        var page = await DeskHouse.GetAsync(browser, $"/desk/{id}/letters/1");
        var form = page.Document.Forms.Single(one => one.Enctype == "multipart/form-data");
        using var content = new MultipartFormDataContent();
        var fields = new Dictionary<string, string> { ["_token"] = "", ["kind"] = "answer", ["received"] = Now(house), ["words"] = "" };
        foreach (var input in form.QuerySelectorAll("input[type=hidden]")) fields[input.GetAttribute("name")!] = input.GetAttribute("value")!;
        foreach (var (field, value) in typed) fields[field] = value;
        foreach (var (field, value) in fields) content.Add(new StringContent(value), field);
        var scan = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } };
        if (file.Length > 0) content.Add(scan, "file", "réponse du 3 mars.pdf");
        return await Answer.OfAsync(await browser.PostAsync(form.GetAttribute("action"), content));
    }

    static string Now(DeskHouse house) => house.Time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    static async Task<bool> AnsweredAsync(DeskHouse house, string id, int letter) =>
        JsonNode.Parse(await (await house.LookAsync($"/desk/{id}")).Content.ReadAsStringAsync())!["letters"]!["list"]![letter]!["answered"]!.GetValue<bool>();

    static async Task<JsonNode> CampaignAsync(DeskHouse house, string id) => JsonNode.Parse(await (await house.LookAsync($"/campaigns/{id}")).Content.ReadAsStringAsync())!;
}
