using System.Net;
using System.Text.Json.Nodes;
using SendGrid.Helpers.Mail;

namespace Campaigns.Tests.Mail;

/// <summary>POST /v3/mail/send: what is accepted, and what becomes of it.</summary>
public sealed class SendDoorTests : MailRoomTest
{
    [Fact]
    public async Task An_accepted_message_has_an_id_and_an_empty_body()
    {
        var answer = await Send();
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("", await answer.Body.ReadAsStringAsync());
        var id = Assert.Single(answer.Headers.GetValues("X-Message-Id"));
        Assert.StartsWith(id + ".", Assert.Single(Room.Messages.Find()).Id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_personalization_is_a_message_with_its_own_values()
    {
        var message = Message(subject: "Dear -name-");
        message.PlainTextContent = "To -name-long- and -name-";
        message.AddSubstitutions(new() { ["-name-"] = "Ana", ["-name-long-"] = "Ana of Oslo" });
        message.AddCustomArg("letter", "a");
        message.AddGlobalCustomArg("letter", "none");
        message.AddGlobalCustomArg("round", "1");
        message.AddTo(new EmailAddress("ben@example.org", "Ben"), 1);
        message.SetSubject("For Ben", 1);
        Assert.Equal(HttpStatusCode.Accepted, (await Client().SendEmailAsync(message)).StatusCode);

        var ana = Assert.Single(Room.Messages.Find("ana@example.org"));
        Assert.Equal(("Dear Ana", "To Ana of Oslo and Ana"), (ana.Subject, ana.Text));
        Assert.Equal(new Dictionary<string, string> { ["letter"] = "a", ["round"] = "1" }, ana.CustomArgs);
        var ben = Assert.Single(Room.Messages.Find("BEN@example.org"));
        Assert.Equal(("For Ben", "none"), (ben.Subject, ben.CustomArgs["letter"]));
    }

    [Fact]
    public async Task A_thousand_personalizations_pass_and_one_more_does_not()
    {
        static JsonObject Many(int count)
        {
            var request = Request();
            request["personalizations"] = new JsonArray([.. Enumerable.Range(0, count).Select(n => JsonNode.Parse($$"""{ "to": [{ "email": "p{{n}}@example.org" }] }"""))]);
            return request;
        }
        Assert.Equal(HttpStatusCode.Accepted, (await Post(Many(1000).ToJsonString())).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Post(Many(1001).ToJsonString())).Status);
        Assert.Equal(1000, Room.Messages.Count);
        Assert.Equal(1000, (await List()).Select(message => (string?)message!["to"]).Distinct().Count());
    }

    [Fact]
    public async Task An_attachment_comes_back_byte_for_byte()
    {
        byte[] bytes = [.. Enumerable.Range(0, 70_000).Select(n => (byte)(n * 7))];
        await Send(change: message => message.AddAttachment("Заявление \"1\".pdf", Convert.ToBase64String(bytes), "application/pdf"));
        var file = (await List())[0]!["attachments"]![0]!;
        Assert.Equal("Заявление \"1\".pdf", (string?)file["filename"]);
        Assert.Equal(bytes, await Http.GetByteArrayAsync((string)file["href"]!));
        Assert.Equal(HttpStatusCode.NotFound, (await Http.GetAsync(((string)file["href"]!).Replace("/0", "/1", StringComparison.Ordinal))).StatusCode);
    }

    [Fact]
    public async Task A_request_in_the_sandbox_is_checked_and_not_sent()
    {
        Assert.Equal(HttpStatusCode.OK, (await Send(change: message => message.SetSandBoxMode(true))).StatusCode);
        Assert.Equal(0, Room.Messages.Count);
    }

    [Fact]
    public async Task Without_a_key_nobody_sends()
    {
        Http.DefaultRequestHeaders.Authorization = null;
        var (status, body) = await Post(Request().ToJsonString());
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.NotNull(body!["errors"]![0]!["message"]);
        Http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer ");
        Assert.Equal(HttpStatusCode.Unauthorized, (await Post(Request().ToJsonString())).Status);
        Assert.Equal(0, Room.Messages.Count);
    }

    [Fact]
    public async Task Only_json_is_taken()
    {
        using var answer = await Http.PostAsync("/v3/mail/send", new StringContent(Request().ToJsonString(), null, "text/plain"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Post("{ not json")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Post("null")).Status);
    }

    [Theory]
    [InlineData(29, HttpStatusCode.Accepted)]
    [InlineData(31, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(60, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Thirty_megabytes_are_the_most(int megabytes, HttpStatusCode expected)
    {
        var answer = await Send(change: message => message.AddAttachment("big.bin", Convert.ToBase64String(new byte[megabytes << 20])));
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected == HttpStatusCode.Accepted ? 1 : 0, Room.Messages.Count);
    }

    [Fact]
    public async Task Many_senders_at_once_lose_nothing()
    {
        var client = Client();
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (n, stop) =>
        {
            var message = Message($"p{n}@example.org");
            message.AddAttachment("n.txt", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{n}")));
            Assert.Equal(HttpStatusCode.Accepted, (await client.SendEmailAsync(message, stop)).StatusCode);
        });
        Assert.Equal(200, Room.Messages.Count);
        Assert.All(Room.Messages.Find(), message => Assert.Equal(message.To, $"p{System.Text.Encoding.UTF8.GetString(Room.Messages.Bytes(message, 0))}@example.org"));
    }
}
