using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Campaigns.Tests.Mail;

/// <summary>The inbox as JSON and as a page.</summary>
public sealed class InboxTests : MailRoomTest
{
    [Fact]
    public async Task The_list_is_newest_first_and_narrows()
    {
        await Send("ana@example.org", "Please confirm");
        await Send("ben@example.org", "Please confirm");
        await Send("ana@example.org", "Reminder");
        Assert.Equal(["Reminder", "Please confirm", "Please confirm"], (await List()).Select(message => (string?)message!["subject"]));
        Assert.Equal(2, (await List("?to=ANA@example.org")).Count);
        Assert.Empty(await List("?to=ana@example"));
        Assert.Single(await List("?to=ana@example.org&subject=CONFIRM"));
        Assert.Equal(3, (await List("?to=&subject=&after=")).Count);
    }

    [Fact]
    public async Task After_takes_an_instant_or_an_id()
    {
        await Send(subject: "First");
        var first = (await List())[0]!;
        await Send(subject: "Second");
        Assert.Equal("Second", (string?)Assert.Single(await List("?after=" + (string)first["id"]!))!["subject"]);
        Assert.Equal("Second", (string?)Assert.Single(await List("?after=" + Uri.EscapeDataString((string)first["receivedAt"]!)))!["subject"]);
        Assert.Equal("Second", (string?)Assert.Single(await List("?after=" + (string)first["receivedAt"]!))!["subject"]);
        Assert.Equal(2, (await List("?after=2001-01-01T00:00:00Z")).Count);
        Assert.Empty(await List("?after=2999-01-01T00:00:00Z"));
        Assert.Equal(HttpStatusCode.BadRequest, (await Http.GetAsync("/messages?after=yesterday")).StatusCode);
    }

    [Fact]
    public async Task A_message_has_the_fields_of_the_contract()
    {
        await Send(change: message => { message.AddHeader("X-A", "1"); message.AddCustomArg("b", "2"); message.AddAttachment("a.txt", "aGVq", "text/plain"); });
        var message = (await List())[0]!.AsObject();
        foreach (var field in (string[])["id", "to", "from", "subject", "text", "html", "headers", "customArgs", "attachments", "receivedAt"])
            Assert.True(message.ContainsKey(field), field);
        Assert.Equal(("1", "2"), ((string?)message["headers"]!["X-A"], (string?)message["customArgs"]!["b"]));
        Assert.Equal("text/plain", (string?)message["attachments"]![0]!["type"]);
        Assert.Equal("Sign", (string?)System.Text.Json.Nodes.JsonNode.Parse(await Http.GetStringAsync("/messages/" + (string)message["id"]!))!["subject"]);
        Assert.Equal(HttpStatusCode.NotFound, (await Http.GetAsync("/messages/none")).StatusCode);
    }

    [Fact]
    public async Task Hostile_words_stay_words()
    {
        const string hostile = "<script>alert(1)</script>\"'&<img src=x onerror=alert(1)>";
        await Send("\"o'neil\"@example.org".Replace("\"", "", StringComparison.Ordinal), hostile, message =>
        {
            message.From!.Name = hostile;
            message.PlainTextContent = hostile + " https://example.org/sign/a?b=1&c=\"onclick=x javascript:alert(1)";
            message.AddHeader("X-A", hostile);
            message.AddCustomArg(hostile, hostile);
            message.AddAttachment(hostile, "aGVq", "text/html");
        });
        var id = (string)(await List())[0]!["id"]!;
        foreach (var address in (string[])["/", $"/read/{id}", $"/read/{id}?view=text", $"/read/{id}?view=headers", "/?q=" + Uri.EscapeDataString(hostile)])
        {
            var page = await Page(address);
            Assert.Empty(page.QuerySelectorAll("script, img, [onerror], [onclick]"));
            Assert.Contains(hostile, page.Body!.TextContent, StringComparison.Ordinal);
            Assert.All(page.QuerySelectorAll<IHtmlAnchorElement>("a"), link => Assert.DoesNotContain("javascript:", link.GetAttribute("href"), StringComparison.OrdinalIgnoreCase));
        }
        var text = await Page($"/read/{id}?view=text");
        Assert.Equal("https://example.org/sign/a?b=1&c=", text.QuerySelector("pre a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_letter_may_style_itself_and_nothing_else()
    {
        await Send(change: message => message.HtmlContent = "<!doctype html><html><head><title>T</title></head><body><a href=\"https://example.org/sign/abc\">Confirm</a><script>1</script></body></html>");
        var id = (string)(await List())[0]!["id"]!;
        using var answer = await Http.GetAsync($"/messages/{id}/html");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("sandbox", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("allow-scripts", policy, StringComparison.Ordinal);
        Assert.Contains("<!doctype html><html><head><base target=\"_top\"><title>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var frame = (await Page($"/read/{id}")).QuerySelector<IHtmlInlineFrameElement>("iframe")!;
        Assert.Equal($"/messages/{id}/html", frame.GetAttribute("src"));
        Assert.DoesNotContain("allow-scripts", frame.GetAttribute("sandbox"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_lists_searches_and_turns_pages()
    {
        for (var n = 0; n < 45; n++)
            await Send($"p{n}@example.org", n == 3 ? "Reminder" : "Sign");
        Assert.Equal(40, (await Page("/")).QuerySelectorAll(".list li").Length);
        Assert.Equal(5, (await Page("/?page=2")).QuerySelectorAll(".list li").Length);
        Assert.Equal("p3@example.org", (await Page("/?q=remind")).QuerySelector(".list li .to")!.TextContent);
        Assert.Empty((await Page("/?q=nobody")).QuerySelectorAll(".list li"));
        Assert.Equal(HttpStatusCode.NotFound, (await Http.GetAsync("/read/none")).StatusCode);
    }

    [Fact]
    public async Task An_html_attachment_is_downloaded_not_shown()
    {
        await Send(change: message => message.AddAttachment("x.html", "PHNjcmlwdD4=", "text/html"));
        var href = (string)(await List())[0]!["attachments"]![0]!["href"]!;
        using var answer = await Http.GetAsync(href);
        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task Pages_from_elsewhere_neither_read_nor_empty_the_inbox()
    {
        await Send();
        using var rebound = new HttpRequestMessage(HttpMethod.Get, "/messages") { Headers = { Host = "evil.example.org" } };
        Assert.Equal(HttpStatusCode.BadRequest, (await Http.SendAsync(rebound)).StatusCode);
        using var pressed = new HttpRequestMessage(HttpMethod.Post, "/empty");
        pressed.Headers.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(HttpStatusCode.Forbidden, (await Http.SendAsync(pressed)).StatusCode);
        Assert.Equal(1, Room.Messages.Count);
        await Http.PostAsync("/empty", null);
        Assert.Equal(0, Room.Messages.Count);
    }

    [Fact]
    public async Task It_says_that_it_is_well() => Assert.Contains("ok", await Http.GetStringAsync("/health"), StringComparison.Ordinal);

    async Task<IHtmlDocument> Page(string address) =>
        new HtmlParser().ParseDocument(await (await Http.GetAsync(address)).Content.ReadAsStringAsync());
}
