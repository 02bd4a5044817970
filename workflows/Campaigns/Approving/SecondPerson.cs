using System.Collections.Immutable;

namespace Campaigns;

/// <summary>When those are reminded who could approve the letters, and from when on it is late. Pure.</summary>
public static class SecondPerson
{
    /// <summary>After the request; then nobody is reminded any more.</summary>
    public static ImmutableArray<TimeSpan> Reminders { get; } = [TimeSpan.FromHours(6), TimeSpan.FromHours(24), TimeSpan.FromHours(48), TimeSpan.FromHours(72)];

    static readonly TimeSpan Patience = TimeSpan.FromHours(24);
    static readonly TimeSpan BeforeTheEmbargoEnds = TimeSpan.FromHours(6);

    /// <summary>The request that waits for somebody; null: none.</summary>
    public static ApprovalRequest? Waiting(Campaign campaign) => campaign.Phase == Phase.Approval ? campaign.ApprovalRequest : null;

    /// <summary>The next reminder, or that a person has to decide.</summary>
    internal static Step Next(Campaign campaign) => Waiting(campaign) is { } request && request.Reminders < Reminders.Length
        ? new(StepKind.RemindApprovers, request.AskedAt + Reminders[request.Reminders], StepNumber(request))
        : new(StepKind.Wait, null);

    /// <summary>Of the next reminder, unlike that of any other: the request, then one digit for the reminder, from 1.</summary>
    static int StepNumber(ApprovalRequest request) => (request.Number * 10) + request.Reminders + 1;

    /// <summary>Which reminder of its request a step is, from 1.</summary>
    public static int ReminderOf(int stepNumber) => stepNumber % 10;

    /// <summary>Nobody has approved for a day, or the letters are to leave within hours and nobody has.</summary>
    public static bool IsLate(Campaign campaign, DateTimeOffset now) =>
        Waiting(campaign) is { } request && (now - request.AskedAt >= Patience || (campaign.EmbargoUntil is { } end && now >= end - BeforeTheEmbargoEnds));
}
