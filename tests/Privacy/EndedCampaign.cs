using Azure.Data.Tables;
using Campaigns.Invitations;
using Campaigns.Letters;
using Campaigns.Mail;
using Campaigns.Signatures;
using Campaigns.Storage;
using Campaigns.Tests.Letters;
using Campaigns.Tests.Life;
using Campaigns.Updates;

namespace Campaigns.Tests.Privacy;

/// <summary>A campaign whose letters have left, with people of every kind in it. Its rows can be put back as they were.</summary>
sealed class EndedCampaign
{
    readonly PostOffice office;
    readonly List<TableEntity> rows = [];

    EndedCampaign(PostOffice office, string id) => (this.office, Id) = (office, id);

    public string Id { get; }

    /// <summary>What must not be found anywhere afterwards.</summary>
    public static readonly string[] Secrets = ["Committee", "Person 1", "person1@example.org", "Hidden Speaker", "hidden@example.org", "minister@example.org",
        "coordinator@example.org", "because of Hidden", "Ministry"];

    public static async Task<EndedCampaign> MakeAsync(PostOffice office)
    {
        var ended = new EndedCampaign(office, Base32.Random(16));
        await ended.LaunchAsync();
        await ended.SignAsync();
        office.Time.Advance(TimeSpan.FromHours(6));
        await ended.StepAsync<CloseCampaign>();
        await ended.StepAsync<DecideApproval>();
        await ended.StepAsync<BeginDispatch>(Plan.FirstRound);
        await office.Get<LetterSender>().SendOnceAsync(ended.Id, 1, 1);
        await office.Get<LetterLedger>().MoveAsync(new(ended.Id, 1, 1, 1), LetterState.Bounced, "550 minister@example.org is unknown here", null, default);
        await ended.StepAsync<FinishDispatch>(Plan.FirstRound);
        await ended.StepAsync<SendReport>();
        await ended.UpdateAsync();
        await office.Get<CampaignWriter>().NoteAsync(ended.Id,
            JournalEntry.Of(office.Time.GetUtcNow(), "coordinator", "LetterSentAgain", 1, 1) with { Note = "because of Hidden" });
        foreach (var (_, row) in await ended.StoredAsync()) ended.rows.Add(row);
        return ended;
    }

    public async Task<Campaign> NowAsync() => (await office.Get<CampaignStore>().FindAsync(Id))!;

    public Task StepAsync<T>(int number = 0) where T : Microsoft.DurableTask.TaskActivity<StepInput, bool> =>
        office.Get<T>().RunAsync(null!, new(Id, number));

    /// <summary>Everything stored of the campaign.</summary>
    public async Task<IReadOnlyList<(TableClient Table, TableEntity Row)>> StoredAsync()
    {
        var found = new List<(TableClient, TableEntity)>();
        foreach (var table in new[] { office.Tables.Campaigns, office.Tables.Signatures })
            await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey ge {Id} and PartitionKey lt {Id + "~"}")))
                found.Add((table, row));
        return found;
    }

    /// <summary>As it was before anything was destroyed, but ordered to be.</summary>
    public async Task PutBackAsync()
    {
        foreach (var (table, row) in await StoredAsync()) await table.DeleteEntityAsync(row.PartitionKey, row.RowKey);
        foreach (var table in new[] { office.Tables.Campaigns, office.Tables.Signatures })
            foreach (var partition in rows.Where(row => row.PartitionKey.Contains('-') == (table == office.Tables.Signatures)).GroupBy(row => row.PartitionKey))
                await table.SubmitTransactionAsync(partition.Select(row => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity(Plain(row)))));
        await office.Get<CampaignWriter>().DecideAsync(Id, new DeskCommand.Purge("danger"), "coordinator");
    }

    /// <summary>Nothing of a person is stored: neither in clear, nor sealed, nor as a keyed hash.</summary>
    public async Task AssertNothingIsLeftAsync()
    {
        var campaign = await NowAsync();
        Assert.Equal((Phase.Archived, 2, 1), (campaign.Phase, campaign.FinalCount!.Organisations, campaign.FinalCount.Individuals));
        Assert.NotNull(campaign.Purge!.CompletedAt);
        Assert.Equal(PersonalCount.Nothing, campaign.Purge.After);
        Assert.Equal(new PersonalCount(1, 4, 3, 1, 9, 3), campaign.Purge.Before! with { Messages = 9, Notes = 3 });
        Assert.Equal(Campaigns.Privacy.PurgeCertificate.Of(campaign).Hash, campaign.Purge.Hash);
        foreach (var (_, row) in await StoredAsync())
        {
            Assert.Contains(row.RowKey.Split('|')[0], new[] { "campaign", "text", "journal", "letter", "header", "leaves" });
            Assert.DoesNotContain(row, cell => cell.Value is byte[] or BinaryData && cell.Key is not ("Leaves" or "Root")); // hashes of a list that is public
            foreach (var gone in new[] { "First", "PdfHash", "WordsHash" }) Assert.False(row.ContainsKey(gone));
            var said = string.Join(' ', row.Select(cell => cell.Value).OfType<string>());
            Assert.All(Secrets, secret => Assert.DoesNotContain(secret, said, StringComparison.OrdinalIgnoreCase));
        }
    }

    async Task LaunchAsync()
    {
        var draft = Stories.Draft(draft => draft with { Signatories = SignatoryRule.Both, Reminders = ["50%"] });
        await new LaunchWriter(office.Tables, office.Get<CampaignStore>(), office.Get<KeyRing>(), office.Get<Outbox>(), office.Get<CampaignsOptions>(), office.Time)
            .WriteAsync(draft, Id, "script", default);
        var few = (await NowAsync()) with { Shards = 2 };
        await office.Tables.Campaigns.UpdateEntityAsync(CampaignRow.Of(few), Azure.ETag.All);
        await StepAsync<OpenCampaign>();
        await StepAsync<SendInvitations>();
    }

    async Task SignAsync()
    {
        var (campaign, book) = (await NowAsync(), office.Get<SignatureBook>());
        var invited = (await office.Get<CampaignStore>().InvitationAsync(campaign, 1))!;
        var path = await book.InvitationPathAsync(campaign, invited);
        Assert.Equal(SignLinkState.Signed, (await book.ConfirmAsync(path["/sign/".Length..], new("Somebody", "chair", Publication.Public))).State);
        await SignAsync(new(SignatoryKind.Organisation, "Committee X", "PL", "Hidden Speaker", "", "hidden@example.org", Publication.NameWithheld, "en"));
        await SignAsync(new(SignatoryKind.Individual, "", "PL", "Hidden Person", "", "alone@example.org", Publication.AddresseeOnly, "en") { Updates = true });
        await book.RequestAsync(campaign, new(SignatoryKind.Individual, "", "PL", "Pending", "", "pending@example.org", Publication.Public, "en"));
        office.Time.Advance(TimeSpan.FromHours(3));
        await StepAsync<SendReminders>(1);
    }

    /// <summary>Half sent: its mail waits.</summary>
    async Task UpdateAsync()
    {
        var key = await office.Get<KeyRing>().GetAsync(Id);
        UpdateText[] texts = [new("en", "Hidden Speaker has left", "She wrote because of Hidden Person.")];
        await office.Get<CampaignWriter>().DecideAsync(Id, new DeskCommand.WriteUpdate("mark"), "coordinator", rows: after => UpdateStore.Insert(after, texts, "coordinator", key));
        var campaign = await NowAsync();
        for (var shard = 0; shard < campaign.Shards; shard++) Assert.True(await office.Get<SignatureBook>().WriteUpdateAsync(campaign, 1, shard));
    }

    async Task SignAsync(SignatureRequest request)
    {
        var (campaign, book) = (await NowAsync(), office.Get<SignatureBook>());
        await book.RequestAsync(campaign, request);
        var key = await office.Get<KeyRing>().GetAsync(Id);
        var token = SignTokens.ForSignature(key, Id, SignatureBook.IdOf(key, request.Email));
        Assert.Equal(SignLinkState.Signed, (await book.ConfirmAsync(token, null)).State);
    }

    static Dictionary<string, object> Plain(TableEntity row) =>
        row.Where(cell => cell.Key is not ("odata.etag" or "Timestamp")).ToDictionary(cell => cell.Key, cell => cell.Value!);
}
