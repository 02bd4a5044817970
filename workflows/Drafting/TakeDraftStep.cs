using Microsoft.DurableTask;

namespace Campaigns.Drafting;

/// <summary>Reminds the reviewers, or ends the round, when that is due. A second run changes nothing.</summary>
public sealed class TakeDraftStep(DraftWriter writer, DraftStore store) : TaskActivity<DraftRoundInput, DraftWait>
{
    public override async Task<DraftWait> RunAsync(TaskActivityContext context, DraftRoundInput input)
    {
        await writer.DecideAsync(input.DraftId, new DraftCommand.TakeStep(input.Round));
        var draft = await store.FindAsync(input.DraftId);
        return new(draft?.Round?.Number == input.Round ? DraftLife.NextAt(draft)?.UtcDateTime : null);
    }
}
