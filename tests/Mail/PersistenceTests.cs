using System.Diagnostics;
using System.Net;
using Campaigns.Local.MailRoom;
using Campaigns.Tests.Scenarios;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace Campaigns.Tests.Mail;

/// <summary>What was answered with 202 is there afterwards, whatever ended the process.</summary>
public sealed class PersistenceTests : MailRoomTest
{
    string Journal => Path.Combine(Folder, "mailroom", "messages.jsonl");

    [Fact]
    public async Task Messages_and_attachments_outlive_a_restart()
    {
        await Send("ana@example.org", "First", message => message.AddAttachment("a.txt", "aGVq", "text/plain"));
        await Send("ben@example.org", "Second");
        await Close();
        await Open();
        Assert.Equal(["Second", "First"], Room.Messages.Find().Select(message => message.Subject));
        Assert.Equal("hej"u8.ToArray(), Room.Messages.Bytes(Room.Messages.Find("ana@example.org")[0], 0));
    }

    [Fact]
    public async Task A_torn_last_line_is_forgotten_and_the_next_message_is_whole()
    {
        await Send("ana@example.org");
        await Send("ben@example.org");
        await Close();
        await using (var file = File.OpenWrite(Journal))
            file.SetLength(file.Length - 20);
        await Open();
        Assert.Equal("ana@example.org", Assert.Single(Room.Messages.Find()).To);
        await Send("cai@example.org");
        await Close();
        await Open();
        Assert.Equal(["cai@example.org", "ana@example.org"], Room.Messages.Find().Select(message => message.To));
    }

    [Fact]
    public async Task Emptying_empties_the_files_too()
    {
        await Send(change: message => message.AddAttachment("a.txt", "aGVq"));
        await using var app = await WebhookReceiver.StartAsync();
        Room.WebhookUrl = app.Url;
        await Eventually.HoldsAsync("both events came", () => app.Events.Count == 2);
        await Eventually.HoldsAsync("the journal is empty", async () => (await Http.DeleteAsync("/messages")).StatusCode == HttpStatusCode.NoContent && new FileInfo(Journal).Length == 0);
        Assert.Empty(await List());
        await Send("ben@example.org");
        Assert.Equal("ben@example.org", Assert.Single(Room.Messages.Find()).To);
    }

    [Fact]
    public async Task Two_mail_rooms_do_not_share_a_folder() =>
        await Assert.ThrowsAnyAsync<IOException>(() => MailRoomApp.StartAsync(Options));

    [Fact]
    public async Task What_was_accepted_before_kill_9_is_there()
    {
        var folder = Path.Combine(Folder, "killed");
        using var process = Start(folder, out var url);
        List<string> accepted = [];
        var sending = Task.Run(async () =>
        {
            var client = new SendGridClient(new SendGridClientOptions { ApiKey = "k", Host = await url });
            for (var n = 0; ; n++)
                if ((await client.SendEmailAsync(Message($"p{n}@example.org"))).IsSuccessStatusCode)
                    accepted.Add($"p{n}@example.org");
        });
        await Eventually.HoldsAsync("fifty were accepted", () => accepted.Count > 50 || sending.IsFaulted);
        process.Kill();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => sending);
        await process.WaitForExitAsync();

        await using var again = await MailRoomApp.StartAsync(new MailRoomOptions { DataFolder = folder });
        Assert.True(accepted.Count > 50);
        Assert.Empty(accepted.Except(again.Messages.Find().Select(message => message.To)));
    }

    static Process Start(string folder, out Task<string> url)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(MailRoomApp).Assembly.Location]) { RedirectStandardOutput = true };
        start.Environment["CAMPAIGNS_MAIL_PORT"] = "0";
        start.Environment["CAMPAIGNS_DATA"] = folder;
        var process = Process.Start(start)!;
        url = Task.Run(async () => (await process.StandardOutput.ReadLineAsync())!.Split(' ')[^1]);
        return process;
    }
}
