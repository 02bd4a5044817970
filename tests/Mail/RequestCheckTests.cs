using System.Net;
using System.Text.Json.Nodes;

namespace Campaigns.Tests.Mail;

/// <summary>Requests that SendGrid refuses are refused here, with the field named.</summary>
public sealed class RequestCheckTests : MailRoomTest
{
    [Theory]
    [InlineData("personalizations", null, "personalizations")]
    [InlineData("personalizations", "[]", "personalizations")]
    [InlineData("personalizations", "[{}]", "personalizations.0.to")]
    [InlineData("personalizations", "[null]", "personalizations.0.to")]
    [InlineData("personalizations", "[{\"to\":[]}]", "personalizations.0.to")]
    [InlineData("personalizations", "[{\"to\":\"ana@example.org\"}]", "personalizations.0.to")]
    [InlineData("personalizations", "[{\"to\":[{\"email\":\"ana\"}]}]", "personalizations.0.to.0.email")]
    [InlineData("personalizations", "[{\"to\":[{\"email\":\"ana@localhost\"}]}]", "personalizations.0.to.0.email")]
    [InlineData("personalizations", "[{\"to\":[{\"email\":\"Ana <ana@example.org>\"}]}]", "personalizations.0.to.0.email")]
    [InlineData("personalizations", "[{\"to\":[{\"email\":\"a na@example.org\"}]}]", "personalizations.0.to.0.email")]
    [InlineData("personalizations", "[{\"to\":[{\"email\":\"ana@example.org\\r\\nBcc: x@example.org\"}]}]", "personalizations.0.to.0.email")]
    [InlineData("personalizations", "[{\"to\":[{\"email\":\"ana@example.org\",\"name\":\"A\\r\\nBcc: x@example.org\"}]}]", "personalizations.0.to.0.name")]
    [InlineData("personalizations", "[{\"to\":[{\"email\":\"ana@example.org\"}],\"cc\":[{\"email\":\"ANA@example.org\"}]}]", "personalizations.0")]
    [InlineData("personalizations", "[{\"to\":[{\"email\":\"ana@example.org\"}],\"subject\":\"a\\nb\"}]", "personalizations.0.subject")]
    [InlineData("personalizations", "[{\"to\":[{\"email\":\"ana@example.org\"}],\"headers\":{\"X-A\":\"1\\r\\nBcc: x@example.org\"}}]", "personalizations.0.headers.X-A")]
    [InlineData("personalizations", "[{\"to\":[{\"email\":\"ana@example.org\"}],\"headers\":{\"X A\":\"1\"}}]", "personalizations.0.headers")]
    [InlineData("personalizations", "[{\"to\":[{\"email\":\"ana@example.org\"}],\"custom_args\":{\"a\":1}}]", "personalizations.0.custom_args.a")]
    [InlineData("personalizations", "[{\"to\":[{\"email\":\"ana@example.org\"}],\"send_at\":1}]", "personalizations.0.send_at")]
    [InlineData("from", null, "from")]
    [InlineData("from", "{}", "from.email")]
    [InlineData("from", "{\"email\":\"nobody\"}", "from.email")]
    [InlineData("reply_to", "{\"email\":\"nobody\"}", "reply_to.email")]
    [InlineData("subject", null, "personalizations.0.subject")]
    [InlineData("subject", "\"\"", "personalizations.0.subject")]
    [InlineData("subject", "\"a\\r\\nBcc: x@example.org\"", "subject")]
    [InlineData("subject", "7", "subject")]
    [InlineData("content", null, "content")]
    [InlineData("content", "[]", "content")]
    [InlineData("content", "[{\"type\":\"text/plain\",\"value\":\"\"}]", "content.0.value")]
    [InlineData("content", "[{\"type\":\"text/calendar\",\"value\":\"x\"}]", "content.0.type")]
    [InlineData("content", "[{\"type\":\"text/html\",\"value\":\"x\"},{\"type\":\"text/plain\",\"value\":\"x\"}]", "content")]
    [InlineData("content", "[{\"type\":\"text/html\",\"value\":\"x\"},{\"type\":\"text/html\",\"value\":\"x\"}]", "content")]
    [InlineData("headers", "{\"Reply-To\":\"x@example.org\"}", "headers.Reply-To")]
    [InlineData("headers", "{\"bcc\":\"x@example.org\"}", "headers.bcc")]
    [InlineData("attachments", "[{\"filename\":\"a.txt\"}]", "attachments.0.content")]
    [InlineData("attachments", "[{\"filename\":\"a.txt\",\"content\":\"%%%\"}]", "attachments.0.content")]
    [InlineData("attachments", "[{\"content\":\"aGVq\"}]", "attachments.0.filename")]
    [InlineData("attachments", "[{\"content\":\"aGVq\",\"filename\":\"a\\r\\nb\"}]", "attachments.0.filename")]
    [InlineData("attachments", "[{\"content\":\"aGVq\",\"filename\":\"a\",\"disposition\":\"x\"}]", "attachments.0.disposition")]
    [InlineData("categories", "[\"a\",\"a\"]", "categories")]
    [InlineData("template_id", "\"d-1\"", "template_id")]
    public async Task A_wrong_field_is_named(string field, string? value, string named)
    {
        var request = Request();
        request.Remove(field);
        if (value is not null)
            request[field] = JsonNode.Parse(value);
        var (status, body) = await Post(request.ToJsonString());
        Assert.Equal(HttpStatusCode.BadRequest, status);
        var errors = body!["errors"]!.AsArray();
        Assert.Contains(errors, error => (string?)error!["field"] == named);
        Assert.All(errors, error => Assert.True(error!["message"] is not null && error.AsObject().ContainsKey("help")));
        Assert.Equal(0, Room.Messages.Count);
    }

    [Fact]
    public async Task Custom_arguments_hold_ten_thousand_bytes_after_merging()
    {
        var request = Request();
        request["custom_args"] = new JsonObject { ["a"] = new string('x', 5000) };
        request["personalizations"]![0]!["custom_args"] = new JsonObject { ["b"] = new string('ж', 2499) };
        Assert.Equal(HttpStatusCode.Accepted, (await Post(request.ToJsonString())).Status);
        request["personalizations"]![0]!["custom_args"]!["b"] = new string('ж', 2500);
        var (status, body) = await Post(request.ToJsonString());
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("personalizations.0.custom_args", (string?)body!["errors"]![0]!["field"]);
    }
}
