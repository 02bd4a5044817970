using Campaigns.Alarms;
using Campaigns.Invitations;
using Campaigns.Letters;
using Campaigns.Signatures;
using Campaigns.Storage;
using Microsoft.DurableTask.Client;

namespace Campaigns.Tests.Simulation;

/// <summary>All that the app says of one campaign in the end.</summary>
sealed record Ending(
    SimulatedCampaign Of, Campaign Campaign, DataKey Key, Count Count, IReadOnlyList<Signature> Signatures, IReadOnlyList<LetterRow> Board,
    IReadOnlyList<InvitationStatus> Invitations, OrchestrationRuntimeStatus? Status, IReadOnlyList<Alarm> Alarms, IReadOnlyList<JournalEntry> Journal);

/// <summary>Judges the world when it is over: what the app says is held against what storage, mail and people know.</summary>
sealed class Verdict(World world)
{
    public async Task GiveAsync()
    {
        foreach (var campaign in world.Campaigns) await JudgeAsync(campaign);
        if (world.Watch.HasMailThatWaits) world.Violate("Messages wait in an outbox although nothing has failed for hours.");
        LettersOnce();
    }

    async Task JudgeAsync(SimulatedCampaign campaign)
    {
        var read = await world.AskAsync(app => ReadAsync(app, campaign));
        if (!read.IsAnswered) world.Violate($"Campaign {campaign.Place} cannot be read in the end: {read.Error}");
        else if (read.Value is { } ending)
        {
            var verdicts = new[] { Rest.Judge(ending, world.Now), Numbers.Judge(ending), Promises.Judge(ending), Reminding.Judge(ending), Telling.Judge(ending), Deciding.Judge(ending), Letterbox.Judge(ending, world.Mail.Accepted) };
            foreach (var verdict in verdicts.SelectMany(all => all)) world.Violate($"Campaign {campaign.Place}: {verdict}");
        }
        else if (campaign.Truth.IsLaunched) world.Violate($"Campaign {campaign.Place} was launched, and is gone.");
    }

    static async Task<Ending?> ReadAsync(AppProcess app, SimulatedCampaign of)
    {
        if (await app.Get<CampaignStore>().FindAsync(of.Id) is not { } campaign) return null;
        var book = app.Get<SignatureBook>();
        return new(of, campaign, await app.Get<KeyRing>().GetAsync(of.Id), await book.CountAsync(campaign), await book.AllAsync(campaign),
            await app.Get<LetterLedger>().BoardAsync(campaign), await app.Get<InvitationBoard>().ReadAsync(campaign),
            (await app.Client.GetInstanceAsync(of.Id))?.RuntimeStatus,
            [.. (await app.Get<AlarmBook>().OpenAsync()).Where(alarm => alarm.CampaignId == of.Id)],
            await app.Get<CampaignStore>().JournalAsync(of.Id));
    }

    /// <summary>At most one for each attempt, and an attempt after the first only where a person decided so.</summary>
    void LettersOnce()
    {
        foreach (var letter in world.Mail.Accepted.Where(mail => mail.Letter is not null).GroupBy(mail => mail.Letter!))
        {
            if (letter.Count() > 1) world.Violate($"Letter {letter.Key} was sent {letter.Count()} times.");
            var key = LetterKey.Parse(letter.Key)!;
            var campaign = world.Campaigns.Single(one => one.Id == key.CampaignId);
            if (key.Attempt > 1 + campaign.Truth.SentAgain.GetValueOrDefault(key.Addressee)) world.Violate($"Letter {letter.Key}: nobody decided to send it again.");
        }
    }
}
