using Campaigns.Local.MailRoom.Faults;
using Campaigns.Mail;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Letters;

/// <summary>Messages that differ in personal words only share requests; what each person gets is as if it had been sent alone.</summary>
public sealed class BulkMailTests(AzuriteFixture azurite)
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;
    static readonly DateTimeOffset Closes = new(2026, 3, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Each_person_gets_their_own_words_and_no_other_address()
    {
        await using var office = await PostOffice.OpenAsync(azurite);
        var envelopes = Enumerable.Range(0, 5).Select(n => Confirm(n, "Zofia <b>&\"Ś\"</b> -1-")).Append(Confirm(5, "Ola", "Committee & Co")).Append(Confirm(6, "Jan", "Comité <i>")).ToList();

        var results = await office.Get<BulkMail>().SendAsync(envelopes, Cancel);

        Assert.All(results, result => Assert.IsType<MailResult.Accepted>(result));
        Assert.Equal(2, results.Select(result => ((MailResult.Accepted)result).MessageId).Distinct().Count());
        var together = office.Room.Messages.Find().ToDictionary(message => message.To);
        office.Room.Messages.Empty();
        foreach (var envelope in envelopes) await office.Get<BulkMail>().SendAsync([envelope], Cancel);
        foreach (var alone in office.Room.Messages.Find())
        {
            var shared = together[alone.To];
            Assert.Equal((alone.Subject, alone.Text, alone.Html), (shared.Subject, shared.Text, shared.Html));
            Assert.Empty(shared.CustomArgs);
            Assert.DoesNotContain(together.Keys.Where(other => other != alone.To), other => (shared.Text + shared.Html).Contains(other, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Updates_share_a_request_and_each_has_the_headers_to_end_them_of_its_own()
    {
        await using var office = await PostOffice.OpenAsync(azurite);
        var text = new Campaigns.Updates.UpdateText("en", "News", "There is news.");
        var updates = Enumerable.Range(1, 3).Select(n => Envelope.Of($"person{n}@example.org",
            new UpdateToSignatory("en", "Let Mira Travel", 1, "https://campaigns.example.org/campaigns/a", $"https://campaigns.example.org/updates/token{n}") { Text = text }, discard: false));

        var results = await office.Get<BulkMail>().SendAsync([.. updates, Confirm(4, "Zofia")], Cancel);

        Assert.Equal(2, results.Select(result => ((MailResult.Accepted)result).MessageId).Distinct().Count());
        foreach (var message in office.Room.Messages.Find().Where(message => message.Subject == "News"))
        {
            var link = $"https://campaigns.example.org/updates/token{message.To["person".Length]}";
            Assert.Equal(($"<{link}>", "List-Unsubscribe=One-Click"), (message.Headers["List-Unsubscribe"], message.Headers["List-Unsubscribe-Post"]));
            Assert.Contains($"Send me no more updates:\n{link}", message.Text, StringComparison.Ordinal);
            Assert.Contains($"href=\"{link}\"", message.Html, StringComparison.Ordinal);
            Assert.Empty(message.CustomArgs);
        }
        Assert.Empty(office.Room.Messages.Find("person4@example.org").Single().Headers);
    }

    [Fact]
    public async Task Messages_to_one_address_do_not_share_a_request()
    {
        await using var office = await PostOffice.OpenAsync(azurite);
        var results = await office.Get<BulkMail>().SendAsync([Confirm(1, "Zofia"), Confirm(1, "Zofia"), Confirm(2, "Jan")], Cancel);
        Assert.All(results, result => Assert.IsType<MailResult.Accepted>(result));
        Assert.Equal(3, office.Room.Messages.Count);
    }

    [Fact]
    public async Task One_address_that_is_refused_spoils_nothing_for_the_others()
    {
        await using var office = await PostOffice.OpenAsync(azurite);
        var results = await office.Get<BulkMail>().SendAsync([Confirm(1, "Zofia"), Confirm(2, "Jan") with { To = "no address" }, Confirm(3, "Ola")], Cancel);
        Assert.Equal([true, false, true], results.Select(result => result is MailResult.Accepted));
        Assert.IsType<MailResult.Rejected>(results[1]);
        Assert.Equal(2, office.Room.Messages.Count);
    }

    [Fact]
    public async Task A_service_that_is_busy_is_busy_for_all_and_has_sent_none()
    {
        await using var office = await PostOffice.OpenAsync(azurite);
        office.Room.Faults.Set(new FaultRule(FaultKind.TooManyRequests) { Count = 1 });
        var results = await office.Get<BulkMail>().SendAsync([Confirm(1, "Zofia"), Confirm(2, "Jan")], Cancel);
        Assert.All(results, result => Assert.IsType<MailResult.Busy>(result));
        Assert.Equal(0, office.Room.Messages.Count);
    }

    static Envelope Confirm(int number, string name, string? organisation = null) => Envelope.Of($"person{number}@example.org",
        new ConfirmSignature("en", "Let Mira Travel", name, organisation, $"https://campaigns.example.org/sign/token{number}", Closes, "Europe/Oslo"), discard: false);
}
