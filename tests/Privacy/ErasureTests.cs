using System.Text.Json;
using Azure.Data.Tables;
using Campaigns.Mail;
using Campaigns.Privacy;
using Campaigns.Signatures;
using Campaigns.Storage;
using Campaigns.Tests.Doors;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Privacy;

/// <summary>A person sees everything that is stored about them, and has it removed, at any time until the purge.</summary>
public sealed class ErasureTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Before_the_letters_the_signature_goes_with_the_person()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        await house.SignAsync(campaign, 1);
        await house.SignAsync(campaign, 2);
        var link = await house.LinkAsync(campaign, "speaker1@example.org");
        var receipt = await house.GetAsync(link);
        Assert.Contains("are destroyed after the campaign; by plan on Tuesday 2 March 2027", receipt.Text, StringComparison.Ordinal);
        Assert.Equal(link + "/erase", receipt.Document.QuerySelector("a[href$='/erase']")!.GetAttribute("href"));

        var page = await house.GetAsync(link + "/erase");
        Assert.Contains("no longer counts", page.Text, StringComparison.Ordinal);
        Assert.Equal("Speaker 1", (await PersonAsync(house, campaign, 1))!.Name); // looking removes nothing
        var erased = await house.SendAsync(page);
        Assert.Equal((303, link), (erased.Status, erased.Location));
        Assert.Equal("Your data is removed", (await house.GetAsync(link)).Heading);

        Assert.Equal(new Count(1, 1, 0), await house.Get<SignatureBook>().CountNowAsync(campaign));
        Assert.DoesNotContain("Committee 1", (await house.GetAsync($"/campaigns/{campaign.Id}")).Text, StringComparison.Ordinal);
        var row = await RowAsync(house, campaign, 1);
        Assert.Empty(row.GetBinary("Person")!);
        Assert.Equal(("", "", "Erased"), (row.GetString("Country"), row.GetString("OrganisationKey"), row.GetString("State")));
        Assert.Empty(await MessagesAsync(house, campaign, row.RowKey));
        Assert.Equal(404, (await house.GetAsync(link + "/receipt/anything")).Status);
    }

    [Fact]
    public async Task To_an_address_that_was_removed_no_mail_goes_and_nothing_is_signed()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        await house.SignAsync(campaign, 1);
        var link = await house.LinkAsync(campaign, "speaker1@example.org");
        var button = await house.GetAsync(link + "/erase");
        await house.SendAsync(button);
        house.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(303, (await house.SendAsync(await house.GetAsync($"/campaigns/{campaign.Id}"), DoorsHouse.Organisation(1))).Status);
        var row = await RowAsync(house, campaign, 1);
        Assert.Empty(row.GetBinary("Person")!);
        var message = Assert.Single(await MessagesAsync(house, campaign, row.RowKey)); // it looks like one to a stranger, and is thrown away
        var waiting = await house.Get<CampaignTables>().Signatures.GetEntityAsync<TableEntity>(row.PartitionKey, message);
        Assert.True(Outbox.Open(await house.Get<KeyRing>().GetAsync(campaign.Id), waiting.Value).Discard);
        Assert.Equal(SignLinkState.Erased, (await house.Get<SignatureBook>().ConfirmAsync(link["/sign/".Length..], null)).State);
        Assert.Equal(303, (await house.SendAsync(button)).Status); // a second press
    }

    [Fact]
    public async Task After_the_letters_the_line_stays_without_a_name()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        await house.SignAsync(campaign, 1);
        await house.SignAsync(campaign, 2, country: "PL");
        await DispatchAsync(house, campaign);
        var link = await house.LinkAsync(campaign, "speaker1@example.org");

        var page = await house.GetAsync(link + "/erase");
        Assert.Contains("we cannot call them back", page.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await house.SendAsync(page)).Status);
        Assert.Contains("there is a line without a name", (await house.GetAsync(link)).Text, StringComparison.Ordinal);

        var now = await house.NowAsync(campaign);
        Assert.Equal((new Count(2, 2, 0), new Count(2, 2, 0)), (now.FinalCount, await house.Get<SignatureBook>().CountNowAsync(now)));
        var list = await house.Get<SignatureBook>().PublicListAsync(now);
        Assert.Equal([(null, "NO"), ("Committee 2", "PL")], list.Select(line => (line.Name, line.Country)));
        Assert.Empty((await RowAsync(house, campaign, 1)).GetBinary("Person")!);
        Assert.False((await house.Get<SignatureBook>().LookAsync(link["/sign/".Length..])).CanWithdraw);
        Assert.Null(await house.Get<SignatureBook>().ReceiptAsync(link["/sign/".Length..]));
        var lines = await house.Get<SignatureBook>().PublishedLinesAsync(now).ToListAsync();
        Assert.Equal([null, "Committee 2"], lines.Select(line => line.Name).Order()); // the list can still be proven
        Assert.Contains(lines, line => line == new Campaigns.Signatures.Proof.PublishedLine(line.Leaf));
    }

    /// <summary>Whoever types the address of somebody who was removed makes nobody write to it.</summary>
    [Fact]
    public async Task Nobody_writes_to_a_person_who_was_removed()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        await house.SignAsync(campaign, 1);
        var (book, id) = (house.Get<SignatureBook>(), (await RowAsync(house, campaign, 1)).RowKey);
        Assert.Equal(303, (await house.SendAsync(await house.GetAsync(await house.LinkAsync(campaign, "speaker1@example.org") + "/erase"))).Status);
        house.Time.Advance(TimeSpan.FromMinutes(30));

        await book.ResendAsync(campaign, "speaker1@example.org");
        await book.RemindUnconfirmedAsync(campaign);

        var waiting = await MessagesAsync(house, campaign, id);
        Assert.Equal([true], waiting.Select(row => row.StartsWith(Rows.Outbox("none-"), StringComparison.Ordinal))); // of the same size, and discarded
    }

    [Fact]
    public async Task An_invited_person_is_removed_from_the_invitation_too_and_is_not_reminded()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        var link = await house.InvitationAsync(campaign, 1);
        Assert.Equal(303, (await house.SendAsync(await house.GetAsync(link + "/erase"))).Status);

        Assert.Equal("Your data is removed", (await house.GetAsync(link)).Heading);
        Assert.True((await house.Get<CampaignStore>().InvitationAsync(campaign, 1))!.IsErased);
        Assert.False((await house.Get<CampaignStore>().InvitationAsync(campaign, 2))!.IsErased);
        Assert.Equal(1, (await house.Get<Invitations.InvitationMail>().RemindAsync(campaign, 1)).Messages);
        // The code of the other invitation still leads to its link.
        var second = (await house.Get<CampaignStore>().InvitationAsync(campaign, 2))!;
        var code = await house.Get<SignatureBook>().InvitationCodeAsync(campaign, second);
        await house.Get<CampaignTables>().Index.UpsertEntityAsync(new TableEntity("active", campaign.Id) { ["Since"] = house.Time.GetUtcNow() });
        Assert.Equal(await house.InvitationAsync(campaign, 2), await house.Get<CodeEntry>().FindAsync(second.Email, code.Code));
        Assert.Equal([SignatureState.Erased, null], (await house.Get<Invitations.InvitationBoard>().ReadAsync(campaign)).Select(line => line.Answer));
        var rows = await house.Get<CampaignTables>().Campaigns.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {campaign.Id}")).ToListAsync();
        Assert.DoesNotContain(rows, row => row.RowKey.EndsWith("invitation-0001", StringComparison.Ordinal));
    }

    /// <summary>Whatever call to storage fails, and whether or not it had done its work: the page says so, the person presses again, and all is gone.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cut_off_at_any_call_a_second_press_finishes_it(bool afterItsWork)
    {
        var wire = new StorageWire();
        await using var house = await DoorsHouse.OpenAsync((await azurite.GetAsync()).ConnectionString, storage: wire.Options());
        await house.Get<CampaignTables>().CreateAsync();
        const int People = 30;
        var lines = Enumerable.Range(1, People).Select(n => $"House {n}; NO; Contact {n}; invited{n}@example.org; en");
        var campaign = await house.OpenCampaignAsync(("invitations", string.Join('\n', lines)));
        var call = 0;
        do
        {
            Assert.True(++call <= People, "Removing somebody takes more calls than this test can tell apart.");
            var token = (await house.InvitationAsync(campaign, call))["/sign/".Length..];
            wire.FailAt(call, afterItsWork);
            try
            {
                await house.Get<Erasure>().EraseAsync(token);
            }
            catch (Azure.RequestFailedException)
            {
                // a page says that storage does not answer, and hands the button back
            }
            wire.Mend();
            Assert.Equal(SignLinkState.Erased, (await house.Get<Erasure>().EraseAsync(token)).State);
            Assert.True((await house.Get<CampaignStore>().InvitationAsync(campaign, call))!.IsErased, $"call {call}");
            Assert.Empty(await house.Get<CampaignTables>().Campaigns
                .QueryAsync<TableEntity>(Rows.Filter(campaign.Id, Rows.OutboxRows), select: ["RowKey"])
                .Where(row => row.RowKey.EndsWith($"-{call:D4}", StringComparison.Ordinal)).ToListAsync());
        } while (wire.HasFailed);
        Assert.True(call > 8);
    }

    [Fact]
    public async Task A_form_from_elsewhere_removes_nobody()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        await house.SignAsync(campaign, 1);
        var link = await house.LinkAsync(campaign, "speaker1@example.org");
        var refused = await house.SendAsync(await house.GetAsync(link + "/erase"), ("form", "forged"));
        Assert.Equal(400, refused.Status);
        Assert.NotNull(await PersonAsync(house, campaign, 1));
        Assert.Equal(404, (await house.GetAsync("/sign/nonsense/erase")).Status);
    }

    [Fact]
    public async Task Everything_stored_about_a_person_is_shown_to_that_person_and_nothing_of_others()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        await house.SignAsync(campaign, 1);
        await house.SignAsync(campaign, 2, publication: "name-withheld");
        var link = await house.LinkAsync(campaign, "speaker2@example.org");

        var file = await house.Http.GetStringAsync(link + "/data.json");
        Assert.DoesNotContain("peaker 1", file, StringComparison.Ordinal);
        Assert.DoesNotContain("kari@example.org", file, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(file);
        var signature = json.RootElement.GetProperty("signature");
        Assert.Equal(("Speaker 2", "Committee 2", "chair", "speaker2@example.org", "name-withheld", "confirmed"), (Text("name"), Text("organisation"), Text("role"),
            Text("email"), Text("publication"), Text("state")));
        Assert.Equal("ConfirmSignature", json.RootElement.GetProperty("messages")[0].GetProperty("kind").GetString());
        Assert.Equal(("campaigns-own-data-1", campaign.Id), (json.RootElement.GetProperty("format").GetString(), json.RootElement.GetProperty("campaign").GetString()));
        // Nothing is left out: each cell of the row has its place in the file.
        foreach (var cell in (await RowAsync(house, campaign, 2)).Select(cell => cell.Key).Where(cell => cell is not ("odata.etag" or "Timestamp" or "PartitionKey" or "RowKey" or "Person" or "OrganisationKey")))
            Assert.True(signature.TryGetProperty(JsonNamingPolicy.CamelCase.ConvertName(cell), out _), cell);

        var invited = await house.Http.GetStringAsync(await house.InvitationAsync(campaign, 1) + "/data.json");
        Assert.Contains("kari@example.org", invited, StringComparison.Ordinal);
        Assert.DoesNotContain("jan@example.org", invited, StringComparison.Ordinal);
        Assert.Equal(404, (await house.GetAsync("/sign/nonsense/data.json")).Status);

        string? Text(string name) => signature.GetProperty(name).GetString();
    }

    static async Task DispatchAsync(DoorsHouse house, Campaign campaign)
    {
        house.Time.Advance(campaign.ClosesAt!.Value - house.Time.GetUtcNow());
        foreach (var number in Enumerable.Range(1, campaign.Reminders.Length)) await house.StepAsync<Invitations.SendReminders>(campaign, number);
        await house.StepAsync<CloseCampaign>(campaign);
        await house.StepAsync<DecideApproval>(campaign);
        await house.StepAsync<BeginDispatch>(campaign, Plan.FirstRound);
        await house.StepAsync<FinishDispatch>(campaign, Plan.FirstRound);
        Assert.Equal(Phase.Dispatched, (await house.NowAsync(campaign)).Phase);
    }

    static async Task<TableEntity> RowAsync(DoorsHouse house, Campaign campaign, int number)
    {
        var id = SignatureBook.IdOf(await house.Get<KeyRing>().GetAsync(campaign.Id), $"speaker{number}@example.org");
        return (await house.Get<CampaignTables>().Signatures.GetEntityAsync<TableEntity>(ShardKeys.PartitionOf(campaign, id), Rows.Signature(id))).Value;
    }

    static async Task<SignatoryDetails?> PersonAsync(DoorsHouse house, Campaign campaign, int number)
    {
        var row = BookRow.Read(await RowAsync(house, campaign, number));
        return row.ErasedAt is null ? row.Details(await house.Get<KeyRing>().GetAsync(campaign.Id)) : null;
    }

    /// <summary>Rows other than the signature's own whose name holds the person's id.</summary>
    static async Task<IReadOnlyList<string>> MessagesAsync(DoorsHouse house, Campaign campaign, string row)
    {
        var found = new List<string>();
        foreach (var shard in ShardKeys.All(campaign))
            await foreach (var one in house.Get<CampaignTables>().Signatures.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {shard}"), select: ["RowKey"]))
                if (one.RowKey != row && one.RowKey.Contains(row[Rows.Signatures.Length..], StringComparison.Ordinal)) found.Add(one.RowKey);
        return found;
    }
}
