using Campaigns.Invitations;
using Campaigns.Mail;
using Campaigns.Signatures;
using Campaigns.Storage;
using Campaigns.Tests.Doors;
using Campaigns.Tests.House;
using Campaigns.Tests.Life;
using Campaigns.Tests.Privacy;

namespace Campaigns.Tests.Inviting;

/// <summary>A mail comes back, and the next address of the organisation is asked: once, whatever comes twice, late or is cut off.</summary>
public sealed class BouncedInvitationTests(AzuriteFixture azurite)
{
    const string Lines = "Sample House; NO; Kari; kari@example.org; en; Ola <ola@example.org> | office@example.org\nOther House; PL; Jan; jan@example.org; en";

    [Fact]
    public async Task The_next_address_is_asked_once_and_its_link_is_its_own()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync(("invitations", Lines));
        var delivery = house.Get<InvitationDelivery>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => delivery.TakeAsync(new(campaign.Id, 1, 0), Event("bounce"))));
        await delivery.TakeAsync(new(campaign.Id, 1, 0), Event("delivered")); // late
        await delivery.TakeAsync(new(campaign.Id, 2, 0), Event("bounce")); // nobody else to ask
        Assert.Equal(["invitation-0001", "invitation-0002", "invitation-1-0001"], await WaitingAsync(house, campaign));

        var now = (await house.Get<CampaignStore>().InvitationAsync(campaign, 1))!;
        Assert.Equal((1, "Ola", "ola@example.org"), (now.Place, now.Contact, now.Email));
        var board = await house.Get<InvitationBoard>().ReadAsync(campaign);
        Assert.Equal([MailState.Bounced, MailState.Waiting], board[0].Mails.Select(mail => mail.State));
        Assert.Equal((InvitationStanding.Waiting, InvitationStanding.Bounced), (board[0].Standing, board[1].Standing));
        Assert.Equal("550 no such mailbox", board[0].Mails[0].Reason);

        var (first, second) = (await house.Get<SignatureBook>().InvitationPathAsync(campaign, now.At(0)!), await house.Get<SignatureBook>().InvitationPathAsync(campaign, now));
        Assert.NotEqual(first, second);
        Assert.Equal("kari@example.org", (await house.Get<SignatureBook>().LookAsync(first["/sign/".Length..])).Invitation!.Email);
        await house.Get<SignatureBook>().ConfirmAsync(second["/sign/".Length..], new("Ola", "", Publication.Public));
        Assert.Equal(SignatureState.Confirmed, (await house.Get<InvitationBoard>().ReadAsync(campaign))[0].Answer);
        await delivery.TakeAsync(new(campaign.Id, 1, 1), Event("bounce")); // who has answered is not written to any more
        Assert.Equal(3, (await WaitingAsync(house, campaign)).Count);
    }

    [Fact]
    public async Task A_refusal_for_this_time_asks_nobody_else_and_a_closed_campaign_neither()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync(("invitations", Lines));
        var delivery = house.Get<InvitationDelivery>();
        await delivery.TakeAsync(new(campaign.Id, 1, 0), Event("bounce", "blocked"));
        await delivery.TakeAsync(new(campaign.Id, 1, 0), Event("deferred"));
        await delivery.TakeAsync(new(campaign.Id, 1, 2), Event("bounce")); // an address that was never written to
        await delivery.TakeAsync(new(campaign.Id, 9, 0), Event("bounce"));
        await delivery.TakeAsync(new("aaaaaaaaaaaaaaaa", 1, 0), Event("bounce"));
        Assert.Equal(MailState.Blocked, (await house.Get<InvitationBoard>().ReadAsync(campaign))[0].Mail.State);
        house.Time.Advance(campaign.ClosesAt!.Value - house.Time.GetUtcNow());
        await delivery.TakeAsync(new(campaign.Id, 1, 0), Event("bounce"));
        Assert.Equal((MailState.Bounced, 0), ((await house.Get<InvitationBoard>().ReadAsync(campaign))[0].Mail.State, (await house.Get<CampaignStore>().InvitationAsync(campaign, 1))!.Place));
    }

    /// <summary>Whatever call to storage fails, and whether or not it had done its work: the mail service tells it again, and one mail goes out.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cut_off_at_any_call_it_is_told_again_and_one_mail_goes_out(bool afterItsWork)
    {
        var wire = new StorageWire();
        await using var house = await DoorsHouse.OpenAsync((await azurite.GetAsync()).ConnectionString, storage: wire.Options());
        await house.Get<CampaignTables>().CreateAsync();
        const int People = 30;
        var campaign = await house.OpenCampaignAsync(("invitations", string.Join('\n', Enumerable.Range(1, People).Select(n => $"House {n}; NO; ; first{n}@example.org; en; second{n}@example.org | third{n}@example.org"))));
        var call = 0;
        do
        {
            Assert.True(++call <= People, "A mail that comes back takes more calls than this test can tell apart.");
            wire.FailAt(call, afterItsWork);
            try
            {
                await house.Get<InvitationDelivery>().TakeAsync(new(campaign.Id, call, 0), Event("bounce"));
            }
            catch (Azure.RequestFailedException)
            {
                // the webhook answers 503, and the mail service comes again
            }
            wire.Mend();
            await house.Get<InvitationDelivery>().TakeAsync(new(campaign.Id, call, 0), Event("bounce"));
            Assert.Equal(1, (await house.Get<CampaignStore>().InvitationAsync(campaign, call))!.Place);
            Assert.Single(await WaitingAsync(house, campaign), id => id.StartsWith("invitation-1-", StringComparison.Ordinal) && id.EndsWith($"-{call:D4}", StringComparison.Ordinal));
            Assert.DoesNotContain($"invitation-2-{call:D4}", await WaitingAsync(house, campaign));
        } while (wire.HasFailed);
        Assert.True(call > 4);
    }

    internal static MailEvent Event(string name, string? type = null) => new(name, type == "blocked", name == "bounce" ? "550 no such mailbox" : null, null, null);

    static async Task<IReadOnlyList<string>> WaitingAsync(DoorsHouse house, Campaign campaign) =>
        [.. (await house.Get<CampaignTables>().Campaigns.WithPrefixAsync(campaign.Id, Rows.OutboxRows, default, ["RowKey"]))
            .Select(row => row.RowKey[Rows.OutboxRows.Length..]).Where(id => id.StartsWith("invitation", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
