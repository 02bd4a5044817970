using Campaigns.Mail;
using Campaigns.Signatures;
using Campaigns.Storage;

namespace Campaigns;

/// <summary>What is asked or said about letters, ready to be decided, with the mail that goes with it.</summary>
public sealed record ApprovalAct(DeskCommand Command, MailsOf? Mails = null);

/// <summary>Makes commands of what coordinators say about the letters: with the count, the mark of the letters, and the mails to the others.</summary>
public sealed class Approvals(SignatureBook book, LettersMark letters, Approvers approvers, ApprovalMails mails, KeyRing keys)
{
    /// <param name="by">Null for a script; the rule refuses it.</param>
    public async Task<ApprovalAct> AskAsync(Campaign campaign, Approver? by, CancellationToken cancellation = default)
    {
        if (by is null || campaign.Phase != Phase.Approval) return new(new DeskCommand.AskApproval(by, Count.Zero, ""));
        var count = await book.CountNowAsync(campaign, cancellation);
        var others = await approvers.OthersAsync(campaign, by.Person, cancellation);
        var asker = by.Person.Address(await keys.GetAsync(campaign.Id, cancellation), campaign.Id);
        return new(new DeskCommand.AskApproval(by, count, await letters.OfAsync(campaign, cancellation)), after => mails.Asked(after, others, asker));
    }

    /// <param name="request">The number of the request that the person saw.</param>
    public async Task<ApprovalAct> ApproveAsync(Campaign campaign, Approver? by, int request, CancellationToken cancellation = default) => new(
        new DeskCommand.Approve(by, request, campaign.SecondApproval && campaign.Phase == Phase.Approval ? await letters.OfAsync(campaign, cancellation) : ""));

    public async Task<ApprovalAct> RefuseAsync(Campaign campaign, Approver? by, int request, string reason, CancellationToken cancellation = default)
    {
        var asker = campaign.ApprovalRequest?.By.Address(await keys.GetAsync(campaign.Id, cancellation), campaign.Id);
        return new(new DeskCommand.RefuseApproval(by, request, reason), after => asker is null ? [] : mails.Refused(after, asker, reason));
    }

    public static ApprovalAct TakeBack(Approver? by) => new(new DeskCommand.TakeBackApproval(by));
}
