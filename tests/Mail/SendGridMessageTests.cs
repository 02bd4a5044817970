using System.Text.Json.Nodes;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace Campaigns.Tests.Mail;

/// <summary>What goes over the wire must be what the official package sends.</summary>
public sealed class SendGridMessageTests
{
    [Fact]
    public void A_full_message_has_the_names_of_the_v3_api()
    {
        var message = new SendGridMessage { Subject = "All", ReplyTo = new EmailAddress("desk@example.org") };
        message.SetFrom("from@example.org", "Campaigns");
        message.AddTo(new EmailAddress("ana@example.org", "Ana"));
        message.AddCc(new EmailAddress("copy@example.org"));
        message.AddBcc(new EmailAddress("blind@example.org"));
        message.SetSubject("One");
        message.AddHeader("List-Unsubscribe", "<https://example.org/stop>");
        message.AddCustomArg("letter", "c1|r1|a1");
        message.AddSubstitution("-name-", "Ana");
        message.AddGlobalHeader("X-Round", "1");
        message.AddGlobalCustomArg("campaign", "c1");
        message.AddCategory("letters");
        message.AddAttachment("letter.pdf", "JVBERg==", "application/pdf", "attachment", "pdf1");
        message.SetClickTracking(false, false);
        message.SetOpenTracking(false);
        message.SetSubscriptionTracking(false);
        message.HtmlContent = "<p>Hi</p>";
        message.PlainTextContent = "Hi";

        var expected = JsonNode.Parse("""
            {
              "from": { "name": "Campaigns", "email": "from@example.org" },
              "subject": "All",
              "personalizations": [{
                "to": [{ "name": "Ana", "email": "ana@example.org" }],
                "cc": [{ "email": "copy@example.org" }],
                "bcc": [{ "email": "blind@example.org" }],
                "subject": "One",
                "headers": { "List-Unsubscribe": "<https://example.org/stop>" },
                "substitutions": { "-name-": "Ana" },
                "custom_args": { "letter": "c1|r1|a1" }
              }],
              "content": [{ "type": "text/plain", "value": "Hi" }, { "type": "text/html", "value": "<p>Hi</p>" }],
              "attachments": [{ "content": "JVBERg==", "type": "application/pdf", "filename": "letter.pdf", "disposition": "attachment", "content_id": "pdf1" }],
              "headers": { "X-Round": "1" },
              "categories": ["letters"],
              "custom_args": { "campaign": "c1" },
              "tracking_settings": { "click_tracking": { "enable": false, "enable_text": false }, "open_tracking": { "enable": false }, "subscription_tracking": { "enable": false } },
              "reply_to": { "email": "desk@example.org" }
            }
            """);
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(MessageJson.Write(message))), MessageJson.Write(message));
    }

    [Fact]
    public void Markup_is_escaped_and_other_scripts_are_not()
    {
        var json = MessageJson.Write(new SendGridMessage { HtmlContent = "<p>Заявление & \"声明\"</p>" });
        Assert.Contains(@"\u003Cp\u003EЗаявление \u0026 \u0022声明\u0022", json, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Plain_text_goes_first_however_it_was_added()
    {
        var message = new SendGridMessage();
        message.AddContent(MimeType.Html, "<p>Hi</p>");
        message.AddContent(MimeType.Text, "Hi");
        var content = JsonNode.Parse(MessageJson.Write(message))!["content"]!.AsArray();
        Assert.Equal(["text/plain", "text/html"], content.Select(part => (string?)part!["type"]));
    }

    [Fact]
    public void An_address_twice_in_one_envelope_is_sent_once()
    {
        var message = new SendGridMessage();
        message.AddTos([new EmailAddress("ana@example.org"), new EmailAddress("ANA@example.org"), new EmailAddress("ben@example.org")]);
        var to = JsonNode.Parse(MessageJson.Write(message))!["personalizations"]![0]!["to"]!.AsArray();
        Assert.Equal(["ana@example.org", "ben@example.org"], to.Select(address => (string?)address!["email"]));
    }

    [Fact]
    public void Envelopes_grow_one_by_one_and_a_given_one_is_added_once()
    {
        var message = new SendGridMessage();
        var own = new Personalization();
        message.AddTo(new EmailAddress("ana@example.org"), 0);
        message.AddTo(new EmailAddress("ben@example.org"), 1);
        message.AddTo(new EmailAddress("cai@example.org"), 0, own);
        message.AddCustomArg("n", "3", 0, own);
        Assert.Equal(3, message.Personalizations!.Count);
        Assert.Same(own, message.Personalizations[2]);
        Assert.ThrowsAny<ArgumentException>(() => message.AddTo(new EmailAddress("dee@example.org"), 7));
    }

    [Fact]
    public async Task The_client_posts_to_v3_with_its_key()
    {
        using var catcher = new Catcher();
        using var http = new HttpClient(catcher);
        var client = new SendGridClient(http, new SendGridClientOptions { ApiKey = "SG.key", Host = "http://mail.example.org:81/" });
        var answer = await client.SendEmailAsync(new SendGridMessage());
        Assert.Equal("POST http://mail.example.org:81/v3/mail/send", $"{catcher.Method} {catcher.Address}");
        Assert.Equal("Bearer SG.key", catcher.Authorization);
        Assert.Equal("application/json", catcher.ContentType);
        Assert.False(answer.IsSuccessStatusCode);
        Assert.Contains("errors", await answer.DeserializeResponseBodyAsync());
    }

    [Fact]
    public void The_client_never_repeats_by_itself() => Assert.Equal(0, new SendGridClientOptions().ReliabilitySettings.MaximumNumberOfRetries);

    sealed class Catcher : HttpMessageHandler
    {
        public HttpMethod? Method { get; private set; }
        public Uri? Address { get; private set; }
        public string? Authorization { get; private set; }
        public string? ContentType { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (Method, Address) = (request.Method, request.RequestUri);
            (Authorization, ContentType) = (request.Headers.Authorization?.ToString(), request.Content?.Headers.ContentType?.ToString());
            return Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.BadRequest) { Content = new StringContent("""{"errors":[]}""") });
        }
    }
}
