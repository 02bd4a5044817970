using Campaigns.Storage;

namespace Campaigns.Functions.Coordinators;

/// <summary>Reads what a desk shows of the second person.</summary>
public sealed class ApprovalReading(Approvers approvers, LettersMark letters, KeyRing keys, TimeProvider time)
{
    public async Task<SecondFacts?> FactsAsync(Campaign campaign, CancellationToken cancellation)
    {
        if (!campaign.SecondApproval || await keys.FindAsync(campaign.Id, cancellation) is not { } key) return null;
        var (request, isOpen) = (campaign.ApprovalRequest, campaign.Phase == Phase.Approval);
        var asked = request?.By.Address(key, campaign.Id);
        var others = isOpen ? await approvers.OthersAsync(campaign, request?.By ?? Nobody, cancellation) : [];
        var mark = isOpen ? await letters.OfAsync(campaign, cancellation) : request?.Letters ?? "";
        return new(request, asked, request?.ApprovedBy?.Address(key, campaign.Id), [.. others.Select(one => one.Address)], mark, SecondPerson.IsLate(campaign, time.GetUtcNow()));
    }

    static readonly DeskPerson Nobody = new("", "");
}
