using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Campaigns.Local.MailRoom;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace Campaigns.Tests.Mail;

/// <summary>A mail room of one test: its own port, its own folder, gone afterwards.</summary>
public abstract class MailRoomTest : IAsyncLifetime
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mail-room-");

    protected MailRoomApp Room { get; private set; } = null!;

    protected HttpClient Http { get; private set; } = null!;

    protected string Folder => folder.FullName;

    protected virtual MailRoomOptions Options => new() { DataFolder = Folder };

    public async ValueTask InitializeAsync() => await Open();

    public async ValueTask DisposeAsync()
    {
        await Close();
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    protected async Task Open()
    {
        Room = await MailRoomApp.StartAsync(Options);
        Http = new HttpClient { BaseAddress = Room.Address };
        Http.DefaultRequestHeaders.Authorization = new("Bearer", "SG.test");
    }

    protected async Task Close()
    {
        Http.Dispose();
        await Room.DisposeAsync();
    }

    protected SendGridClient Client(HttpClient? http = null) =>
        new(http ?? new HttpClient(), new SendGridClientOptions { ApiKey = "SG.test", Host = Room.Address.ToString() });

    protected async Task<Response> Send(string to = "ana@example.org", string subject = "Sign", Action<SendGridMessage>? change = null)
    {
        var message = Message(to, subject);
        change?.Invoke(message);
        return await Client().SendEmailAsync(message);
    }

    protected static SendGridMessage Message(string to = "ana@example.org", string subject = "Sign") => MailHelper.CreateSingleEmail(
        new EmailAddress("campaigns@example.org", "Campaigns"), new EmailAddress(to), subject, "Plain words", "<p>Words</p>");

    /// <summary>Posts a body as it is.</summary>
    protected async Task<(HttpStatusCode Status, JsonNode? Body)> Post(string json)
    {
        using var answer = await Http.PostAsync("/v3/mail/send", new StringContent(json, null, "application/json"));
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.Length > 0 ? JsonNode.Parse(text) : null);
    }

    protected async Task<JsonArray> List(string query = "") => JsonNode.Parse(await Http.GetStringAsync("/messages" + query))!.AsArray();

    protected async Task SetFaults(string json)
    {
        using var answer = await Http.PutAsync("/faults", new StringContent(json));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>A request that is right, to be made wrong in one place.</summary>
    protected static JsonObject Request() => JsonNode.Parse("""
        {
          "personalizations": [{ "to": [{ "email": "ana@example.org" }] }],
          "from": { "email": "campaigns@example.org" },
          "subject": "Sign",
          "content": [{ "type": "text/plain", "value": "Words" }, { "type": "text/html", "value": "<p>Words</p>" }]
        }
        """)!.AsObject();
}
