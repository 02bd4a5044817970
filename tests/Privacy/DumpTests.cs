using System.Net;
using System.Text.Json;
using Azure.Data.Tables;
using Campaigns.Letters;
using Campaigns.Signatures;
using Campaigns.Storage;
using Campaigns.Tests.Desk;
using Microsoft.Extensions.Logging;

namespace Campaigns.Tests.Privacy;

/// <summary>
/// A whole campaign through the whole app, with people who asked to be withheld; then everything that was stored and logged is read by
/// somebody who should not. Then the personal data is destroyed, and somebody with the master key tries, too.
/// </summary>
public sealed class DumpTests
{
    static readonly (string Organisation, string Name, string Role, string Email, string Publication)[] People =
    [
        ("Openly Committee", "Aino Openperson", "spokeswoman", "aino@open.example.org", "public"),
        ("Veiled Committee", "Berit Veiledperson", "archivist", "berit@veiled.example.org", "name-withheld"),
        ("Комитет помощи", "Вера Скрытова", "председатель", "vera@addressee.example.org", "addressee-only"),
        ("", "Dora Lonelyperson", "", "dora@alone.example.org", "name-withheld"),
    ];

    static readonly string[] Others =
    [
        "Invited House", "Eva Invitedperson", "eva@invited.example.org", "Pendingperson", "pending@example.org", "Minister Addressed", "Ministry of Addressees",
        "minister@addressed.example.org", "Dear Addressed Minister", DeskHouse.Coordinator, "The guard recognised somebody", "550 5.1.1", "because Berit asked us", "Robotic Spammer", "robot@spam.example.org", "spam.example.org", "Because Vera saw them", "quiet.example.org",
    ];

    static IReadOnlyCollection<string> Secrets =>
        [.. People.SelectMany(person => new[] { person.Organisation, person.Name, person.Role, person.Email }).Where(word => word.Length > 0), .. Others];

    [Fact]
    public async Task Nothing_that_was_stored_or_logged_names_anybody_and_after_the_purge_the_master_key_opens_nothing()
    {
        var logged = new Logged();
        await using var house = await DeskHouse.OpenAsync(builder =>
        {
            builder.Logging.AddProvider(logged);
            builder.Logging.SetMinimumLevel(LogLevel.Trace);
        });
        var id = await RunAsync(house);
        var storage = house.Get<TableServiceClient>();

        var before = await Dump.OfAsync(storage);
        Assert.True(before.Rows.Count > 50, "The dump is not whole.");
        Assert.Contains(before.Rows, row => row.Table == "DeskTestsHistory" && row.Row.PartitionKey == id);
        Assert.Empty(before.Finds(Secrets));
        var key = await house.Get<KeyRing>().GetAsync(id);
        Assert.Contains("Berit Veiledperson", Opened(before, id, key)); // it is there, for those who have the key

        await PurgeAsync(house, id);
        var after = await Dump.OfAsync(storage);
        Assert.Empty(after.Finds(Secrets));
        Assert.DoesNotContain(after.Rows, row => row.Row.PartitionKey.StartsWith(id, StringComparison.Ordinal) && row.Table.StartsWith("DeskTests", StringComparison.Ordinal));
        // The leaves of the proven list are hashes with salts that only receipts hold.
        Assert.DoesNotContain(after.Rows, row => IsOf(row.Row, id) && !row.Row.RowKey.StartsWith(Rows.LeafPages, StringComparison.Ordinal)
            && row.Row.Any(cell => cell.Value is byte[] or BinaryData));
        Assert.Null(await new KeyRing(house.Get<CampaignTables>(), house.Get<CampaignsOptions>(), house.Time).FindAsync(id));
        Assert.DoesNotContain("Veiled", Opened(before, id, house.Get<KeyRing>().Access), StringComparison.Ordinal); // an old copy without its key
        Assert.Empty(logged.Lines.SelectMany(line => Dump.Find(line, Secrets)));
        Assert.True(logged.Lines.Count > 100, "The log is not whole.");
        await ShownAsync(house, id);
    }

    /// <summary>What everybody sees afterwards, and the coordinator.</summary>
    static async Task ShownAsync(DeskHouse house, string id)
    {
        var certificate = await DeskHouse.GetAsync(house.Browser, $"/campaigns/{id}/purge");
        Assert.Equal(200, certificate.Status);
        Assert.Contains("3 organisations and 1 individual from 2 countries", certificate.Text, StringComparison.Ordinal);
        var text = await house.Browser.GetByteArrayAsync($"/campaigns/{id}/purge.txt");
        Assert.Contains(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(text)), certificate.Text, StringComparison.Ordinal);
        foreach (var path in new[] { $"/campaigns/{id}", $"/campaigns/{id}/signatories" })
            Assert.Contains("The personal data of this campaign was destroyed on", (await DeskHouse.GetAsync(house.Browser, path)).Text, StringComparison.Ordinal);
        Assert.Contains("\"state\":\"archived\"", await (await house.LookAsync($"/campaigns/{id}")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var desk = await DeskHouse.GetAsync(await house.SignedInAsync(DeskHouse.Coordinator), $"/desk/{id}");
        Assert.Contains("Certificate of destruction", desk.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await DeskHouse.GetAsync(await house.SignedInAsync(DeskHouse.Operator), $"/ops/{id}")).Status);
    }

    static async Task<string> RunAsync(DeskHouse house)
    {
        var browser = await house.SignedInAsync(DeskHouse.Coordinator);
        var id = await house.LaunchAsync(("title", "Dumped"), ("approval", "always"), ("vetting", "coordinator"), ("signatories", "both"), ("reminders", ""),
            ("blockDomains", "quiet.example.org"),
            ("addressees", "Minister Addressed; Ministry of Addressees; AT; minister@addressed.example.org; de; Dear Addressed Minister"),
            ("invitations", "Invited House; NO; Eva Invitedperson; eva@invited.example.org; en"));
        await UntilAsync(house, id, "open");
        foreach (var person in People) await SignAsync(house, id, person, confirm: true);
        await SignAsync(house, id, ("", "Pendingperson", "", "pending@example.org", "public"), confirm: false);
        await house.Mail.LinkAsync("eva@invited.example.org", "/sign/");
        await SpammedAsync(house, browser, id);
        foreach (var _ in People)
            Assert.Equal(303, (await DeskHouse.SendAsync(browser, await DeskHouse.GetAsync(browser, $"/desk/{id}"), $"/desk/{id}/vet", ("accept", "yes"))).Status);
        await ActAsync("updates", ("step", "send"), ("subject", "Dora Lonelyperson was seen"), ("text", "The guard recognised somebody."));
        await house.UntilAsync($"/desk/{id}/updates", text => text.Contains("\"sent\":4", StringComparison.Ordinal));
        await ActAsync("close");
        await UntilAsync(house, id, "approval");
        await ActAsync("approve");
        await UntilAsync(house, id, "dispatched");
        await BouncedAsync(1);
        await ActAsync("resend", ("addressee", "1"), ("reason", "The guard recognised somebody"));
        await BouncedAsync(2);
        await house.UntilAsync($"/desk/{id}", text => text.Contains("\"nextStep\":\"end\"", StringComparison.Ordinal));
        return id;

        // What receiving systems say names people: it must be as unreadable as the rest.
        Task BouncedAsync(int attempt) => house.Get<LetterLedger>().MoveAsync(
            new(id, 1, 1, attempt), LetterState.Bounced, "550 5.1.1 <minister@addressed.example.org> unknown", null, default);

        async Task ActAsync(string action, params (string, string)[] fields) =>
            Assert.Equal(303, (await DeskHouse.SendAsync(browser, await DeskHouse.GetAsync(browser, action == "updates" ? $"/desk/{id}/updates" : $"/desk/{id}"), $"/desk/{id}/{action}", fields)).Status);
    }

    /// <summary>Somebody who is held and then declared invalid by a pattern, with a reason that names people.</summary>
    static async Task SpammedAsync(DeskHouse house, HttpClient browser, string id)
    {
        await SignAsync(house, id, ("", "Robotic Spammer", "", "robot@spam.example.org", "public"), confirm: true);
        var bulk = await DeskHouse.GetAsync(browser, $"/desk/{id}/bulk");
        Assert.Equal(303, (await DeskHouse.SendAsync(browser, bulk, $"/desk/{id}/bulk", ("step", "apply"), ("act", "invalidate"), ("domain", "spam.example.org"),
            ("name", "robotic"), ("reason", "Because Vera saw them"), ("batch", new string('b', 32)))).Status);
        Assert.Equal(303, (await DeskHouse.SendAsync(browser, await DeskHouse.GetAsync(browser, $"/desk/{id}"), $"/desk/{id}/domains", ("holdDomains", "spam.example.org"))).Status);
    }

    static async Task PurgeAsync(DeskHouse house, string id)
    {
        var browser = await house.SignedInAsync(DeskHouse.Coordinator);
        var desk = await DeskHouse.GetAsync(browser, $"/desk/{id}");
        Assert.Contains("Nobody can bring them back", desk.Text, StringComparison.Ordinal);
        Assert.Equal(422, (await DeskHouse.SendAsync(browser, desk, $"/desk/{id}/purge", ("why", ""), ("confirm", "no"))).Status);
        Assert.Equal(303, (await DeskHouse.SendAsync(browser, desk, $"/desk/{id}/purge", ("why", "danger"), ("confirm", "yes"))).Status);
        await house.UntilAsync($"/desk/{id}", text => text.Contains("\"hash\":", StringComparison.Ordinal));
        // The minute's sweep takes the histories away, as soon as the orchestration has ended.
        for (var round = 0; round < 600 && await house.Get<TableServiceClient>().GetTableClient("DeskTestsInstances").GetEntityIfExistsAsync<TableEntity>(id, "") is { HasValue: true }; round++)
        {
            house.Time.Advance(TimeSpan.FromSeconds(20));
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    static async Task SignAsync(DeskHouse house, string id, (string Organisation, string Name, string Role, string Email, string Publication) person, bool confirm)
    {
        var page = await DeskHouse.GetAsync(house.Browser, $"/campaigns/{id}");
        var asked = await DeskHouse.SendAsync(house.Browser, page, $"/campaigns/{id}/signatures",
            ("kind", person.Organisation.Length > 0 ? "organisation" : "individual"), ("organisation", person.Organisation), ("country", person.Name[0] < 'E' ? "NO" : "UA"),
            ("name", person.Name), ("role", person.Role), ("email", person.Email), ("publication", person.Publication), ("updates", "yes"));
        Assert.Equal(303, asked.Status);
        var link = await house.Mail.LinkAsync(person.Email, "/sign/");
        if (confirm) Assert.Equal(303, (await DeskHouse.SendAsync(house.Browser, await DeskHouse.GetAsync(house.Browser, link))).Status);
    }

    static Task UntilAsync(DeskHouse house, string id, string state) =>
        house.UntilAsync($"/desk/{id}", text => text.Contains($"\"state\":\"{state}\"", StringComparison.Ordinal));

    static bool IsOf(TableEntity row, string id) => row.PartitionKey == id || row.PartitionKey.StartsWith(id + "-", StringComparison.Ordinal);

    /// <summary>Everything that the key opens, as text.</summary>
    static string Opened(Dump dump, string id, DataKey key)
    {
        var opened = new List<string>();
        foreach (var (_, row, _) in dump.Rows.Where(row => IsOf(row.Row, id)))
            foreach (var (name, value) in row)
                if (value is byte[] bytes)
                    try
                    {
                        opened.Add(key.Open<JsonElement>(bytes, $"{row.PartitionKey}|{row.RowKey}|{name}").GetRawText());
                    }
                    catch (System.Security.Cryptography.CryptographicException)
                    {
                        // sealed by another key
                    }
        return string.Join('\n', opened);
    }
}
