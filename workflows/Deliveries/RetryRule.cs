using Campaigns.Letters;
using Campaigns.Mail;

namespace Campaigns.Deliveries;

/// <summary>What a person can have done about a letter or mail.</summary>
public enum RetryAct
{
    /// <summary>The letter leaves once more, to the address of its last attempt.</summary>
    SendLetter,
    /// <summary>The pause of a mail that waits is over.</summary>
    TryNow,
    /// <summary>An invitation that the mail service refused is written anew.</summary>
    InviteAgain,
}

/// <summary>What would be done, or why nothing can be.</summary>
/// <param name="Act">Null: nothing.</param>
/// <param name="Why">Without an act the reason: Gone, Changed, Archived, Held, BeingSent, OnItsWay, Arrived, NextReminder, NoList, OtherAddressAtDesk, AskAgain, NotWritten, NotToBeSent, and those of an invitation
/// (NotOpen, Erased, OtherAddress, Answered). With one a warning: MayHaveArrived, SameAddress, WasSkipped; null: none.</param>
public sealed record RetryVerdict(RetryAct? Act, string? Why)
{
    public static RetryVerdict Not(string why) => new(null, why);
}

/// <summary>Which letters and mails may be sent again on a person's word: as the coordinator's board and the outbox have it. Pure.</summary>
public static class RetryRule
{
    /// <param name="campaign">Null for a mail that belongs to none.</param>
    /// <param name="notAgain">Why an invitation cannot be written anew; null: it can.</param>
    public static RetryVerdict Of(Delivery one, Campaign? campaign, string? notAgain, DateTimeOffset now)
    {
        if (campaign?.Purge is not null) return RetryVerdict.Not("Archived");
        if (one.Letter is { } state) return campaign is null ? RetryVerdict.Not("Gone") : OfLetter(one, state, campaign);
        return one.State switch
        {
            DeliveryState.Waiting => one.NextAt is { } at && OutboxRow.IsPaused(at, now) ? new(RetryAct.TryNow, null) : RetryVerdict.Not("BeingSent"),
            DeliveryState.Refused when one.Kind == DeliveryKind.Invitation && campaign is not null => notAgain is null ? new(RetryAct.InviteAgain, "SameAddress") : RetryVerdict.Not(notAgain),
            DeliveryState.Refused when one.Kind == DeliveryKind.Confirmation => RetryVerdict.Not("AskAgain"),
            DeliveryState.Refused when one.Kind == DeliveryKind.Reminder => RetryVerdict.Not("NextReminder"),
            DeliveryState.Refused => RetryVerdict.Not("NotWritten"),
            DeliveryState.Bounced => RetryVerdict.Not("OtherAddressAtDesk"),
            _ => RetryVerdict.Not(Passed(one.State)),
        };
    }

    static RetryVerdict OfLetter(Delivery one, LetterState state, Campaign campaign)
    {
        if (one.Kind == DeliveryKind.OfficeReminder) return RetryVerdict.Not("NextReminder");
        if (state == LetterState.Claimed) return RetryVerdict.Not("BeingSent");
        if (!LetterTransitions.MayResend(state)) return RetryVerdict.Not(Passed(one.State));
        if (campaign.IsHeld) return RetryVerdict.Not("Held");
        if (!LetterSender.MaySendAgain(campaign)) return RetryVerdict.Not("NoList");
        return new(RetryAct.SendLetter, state switch
        {
            LetterState.Unknown => "MayHaveArrived",
            LetterState.Withdrawn => "WasSkipped",
            _ => "SameAddress",
        });
    }

    static string Passed(DeliveryState state) => state switch
    {
        DeliveryState.Accepted or DeliveryState.Deferred => "OnItsWay",
        DeliveryState.Withdrawn => "NotToBeSent",
        _ => "Arrived",
    };
}
