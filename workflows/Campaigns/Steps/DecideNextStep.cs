using Microsoft.DurableTask;

namespace Campaigns;

/// <summary>Reads the campaign and says what its orchestration does next. Takes the campaign's id.</summary>
public sealed class DecideNextStep(CampaignStore store, TimeProvider time) : TaskActivity<string, NextStep>
{
    /// <exception cref="StepFailedException">Storage did not answer.</exception>
    public override async Task<NextStep> RunAsync(TaskActivityContext context, string input)
    {
        try
        {
            return NextStep.Of(await store.FindAsync(input), time.GetUtcNow());
        }
        catch (Exception error)
        {
            throw new StepFailedException($"{nameof(DecideNextStep)}: {StepRunner.Describe(error)}");
        }
    }
}
