using Campaigns.Letters.Replies;
using Campaigns.Mail;
using SendGrid.Helpers.Mail;

namespace Campaigns.Letters;

/// <summary>The mail service took nothing and may be asked again; thrown so that the orchestration's retry policy waits.</summary>
public sealed class MailServiceBusyException(string reason) : Exception(reason);

/// <summary>
/// Sends one letter at most once. Everything is read and rendered before the claim, so that the time between the claim and the answer,
/// in which a crash leaves the outcome unknown, is that of one request.
/// </summary>
public sealed class LetterSender(LetterLedger ledger, LetterComposer composer, LetterPaper paper, Mailer mailer, CampaignStore campaigns, ReplyStore replies)
{
    /// <returns>The letter's state afterwards.</returns>
    /// <exception cref="MailServiceBusyException">Certainly not sent; the claim was given back.</exception>
    public async Task<LetterState> SendOnceAsync(string campaignId, int round, int number, CancellationToken cancellation = default)
    {
        var key = new LetterKey(campaignId, round, number, 1);
        if (await ledger.FindAsync(campaignId, round, number, cancellation) is { } earlier) return await SettleAsync(key, earlier, cancellation);
        if (await campaigns.FindAsync(campaignId, cancellation) is { } campaign && !await IsOwedAsync(campaign, round, number, cancellation)) return LetterState.Withdrawn;
        var (letter, seal) = await PrepareAsync(campaignId, round, number, cancellation, withCopies: true);
        if (await ledger.ClaimAsync(key, cancellation, seal) is { } claim)
            return await SendAsync(key, letter, () => ledger.ReleaseAsync(claim, cancellation), cancellation);
        return await SettleAsync(key, await ledger.FindAsync(campaignId, round, number, cancellation), cancellation);
    }

    /// <summary>A person's decision to send a letter again whose outcome is unknown, rejected or bounced.</summary>
    /// <returns>Null when the letter's state does not allow it, or somebody was faster.</returns>
    public async Task<LetterState?> SendAgainAsync(Campaign campaign, int round, int number, SendAgainOrder order, CancellationToken cancellation = default)
    {
        if (!MaySendAgain(campaign)) return null;
        composer.Forget(campaign.Id);
        var address = order.Email ?? await ledger.AddressAsync(campaign, round, number, cancellation);
        var (letter, seal) = await PrepareAsync(campaign.Id, round, number, cancellation, address);
        if (await ledger.ClaimAgainAsync(campaign, round, number, address, order, seal, cancellation) is not { } claim) return null;
        var key = new LetterKey(campaign.Id, round, number, claim.Attempt);
        var result = await SendAsync(key, letter, cancellation);
        return await RecordAsync(key, result is MailResult.Busy busy ? new MailResult.Rejected(busy.Reason) : result, cancellation);
    }

    /// <summary>Not while nobody has released it, nor before there is a list that a letter could name.</summary>
    public static bool MaySendAgain(Campaign campaign) => !campaign.IsHeld && campaign.DispatchBegunAt is not null;

    /// <summary>After the last try: the letter stands as rejected on the board, where a person can send it again.</summary>
    public async Task<LetterState> GiveUpAsync(string campaignId, int round, int number, CancellationToken cancellation = default)
    {
        var key = new LetterKey(campaignId, round, number, 1);
        return await ledger.ClaimAsync(key, cancellation) is null
            ? await SettleAsync(key, await ledger.FindAsync(campaignId, round, number, cancellation), cancellation)
            : await GiveUpAsync(key, cancellation);
    }

    internal Task<LetterState> GiveUpAsync(LetterKey claimed, CancellationToken cancellation) =>
        RecordAsync(claimed, new MailResult.Rejected(MailReason.GaveUp.Say()), cancellation);

    /// <param name="giveBack">Gives the claim back, when certainly nothing was sent.</param>
    /// <exception cref="MailServiceBusyException">Certainly not sent; the claim was given back.</exception>
    internal async Task<LetterState> SendAsync(LetterKey key, SendGridMessage letter, Func<Task> giveBack, CancellationToken cancellation)
    {
        var result = await SendAsync(key, letter, cancellation);
        if (result is not MailResult.Busy busy) return await RecordAsync(key, result, cancellation);
        await giveBack();
        throw new MailServiceBusyException(busy.Reason);
    }

    /// <summary>The key comes back with every event of the webhook.</summary>
    Task<MailResult> SendAsync(LetterKey key, SendGridMessage letter, CancellationToken cancellation)
    {
        letter.AddCustomArg(LetterKey.Argument, key.ToString());
        return mailer.SendAsync(letter, cancellation);
    }

    async Task<LetterState> RecordAsync(LetterKey key, MailResult result, CancellationToken cancellation)
    {
        var (state, reason, messageId) = result switch
        {
            MailResult.Accepted accepted => (LetterState.Accepted, null, accepted.MessageId),
            MailResult.Rejected rejected => (LetterState.Rejected, rejected.Reason, null),
            MailResult.Unknown unknown => (LetterState.Unknown, unknown.Reason, (string?)null),
            _ => throw new ArgumentOutOfRangeException(nameof(result)),
        };
        await ledger.MoveAsync(key, state, reason, messageId, cancellation);
        return (await ledger.FindAsync(key.CampaignId, key.Round, key.Addressee, cancellation))?.StateNow() ?? state;
    }

    /// <summary>A claim that is found belongs to an attempt that died before it heard the answer: nobody knows, so nobody repeats it.</summary>
    internal async Task<LetterState> SettleAsync(LetterKey key, LedgerRow? row, CancellationToken cancellation)
    {
        if (row is null) throw new MailServiceBusyException("another attempt has just given its claim back");
        if (row.StateNow() != LetterState.Claimed) return row.StateNow();
        return await RecordAsync(key with { Attempt = row.Attempt }, new MailResult.Unknown(MailReason.CutOff.Say()), cancellation);
    }

    internal async Task<(SendGridMessage Letter, LetterSeal Seal)> PrepareAsync(
        string campaignId, int round, int number, CancellationToken cancellation, string? address = null, bool withCopies = false)
    {
        var campaign = await campaigns.FindAsync(campaignId, cancellation) ?? throw new InvalidOperationException($"There is no campaign {campaignId}.");
        if (campaign.IsHeld) throw new MailServiceBusyException("the campaign came back from a copy, and is not released yet");
        var addressee = await campaigns.AddresseeAsync(campaign, number, cancellation)
            ?? throw new InvalidOperationException($"Campaign {campaignId} has no addressee {number}.");
        var letter = await paper.ComposeAsync(campaign, addressee, round, cancellation);
        address ??= FollowUps.Is(round) ? await ledger.AddressAsync(campaign, Rounds.LetterRound(campaign, number), number, cancellation) : null;
        var message = await mailer.PrepareAsync(address ?? addressee.Email, letter.Content);
        Attach(message, letter);
        if (withCopies) Copy(message, addressee);
        return (message, letter.Seal);
    }

    /// <summary>Whether this round is for this addressee. A reminder is for an office that has the letter, as far as anybody knows, and has not answered it.</summary>
    async Task<bool> IsOwedAsync(Campaign campaign, int round, int number, CancellationToken cancellation)
    {
        if (!FollowUps.Is(round)) return campaign.Phase != Phase.Cancelled && Rounds.Goes(campaign, round, number);
        if ((await replies.AnsweredAsync(campaign.Id, cancellation)).Contains(number)) return false;
        return await ledger.FindAsync(campaign.Id, Rounds.LetterRound(campaign, number), number, cancellation) is { } letter
            && letter.StateNow() is not (LetterState.Bounced or LetterState.Rejected or LetterState.Withdrawn);
    }

    /// <summary>Copies leave in the same request, so both leave or neither does. They carry no key: what becomes of them moves no letter.</summary>
    static void Copy(SendGridMessage message, Addressee addressee)
    {
        var place = 0;
        var subject = message.Personalizations![0].Subject!;
        foreach (var copy in addressee.Copies ?? [])
        {
            message.AddTo(new EmailAddress(copy), ++place);
            message.SetSubject(subject, place); // each has its own, or the mail service refuses them all
        }
    }

    internal static void Attach(SendGridMessage message, ComposedLetter letter)
    {
        if (letter.Pdf is { } pdf) message.AddAttachment(letter.FileName, Convert.ToBase64String(pdf), "application/pdf", "attachment");
    }
}
