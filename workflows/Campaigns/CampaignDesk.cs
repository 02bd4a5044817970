using Microsoft.DurableTask.Client;

namespace Campaigns;

/// <summary>Null <see cref="Refusal"/>: done. Otherwise why not, as the resource key <c>Refusal_{Refusal}</c>:
/// NotFound, NotOpen, AlreadyOpen, AlreadyClosed, Cancelled, InThePast, BeforeOpening, TooFarAhead, NotWaiting (for an approval),
/// LettersAreLeaving (too late to cancel), Busy (others were faster, again and again; try again).</summary>
public sealed record DeskResult(string? Refusal);

/// <summary>Launches campaigns and carries out the coordinator's decisions: the row first, then the doorbell.</summary>
public sealed class CampaignDesk
{
    public const string Doorbell = "Doorbell";

    /// <summary>Stores the campaign and starts its orchestration exactly once for each <paramref name="launchKey"/> and content.</summary>
    /// <param name="launchKey">From the form's hidden input or the header Idempotency-Key; random when there is none.</param>
    /// <param name="actor">coordinator or script.</param>
    public Task<Campaign> LaunchAsync(DurableTaskClient client, CampaignDraft draft, string launchKey, string actor, CancellationToken cancellation = default) => throw new NotImplementedException();

    public Task<DeskResult> ActAsync(DurableTaskClient client, string id, DeskCommand command, string actor, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>For the timer: rings for overdue campaigns, starts missing orchestrations, repairs the index. Returns how many it rang.</summary>
    public Task<int> SweepAsync(DurableTaskClient client, CancellationToken cancellation = default) => throw new NotImplementedException();
}
