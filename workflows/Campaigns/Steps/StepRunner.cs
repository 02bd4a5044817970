using System.Diagnostics;
using Azure;
using Campaigns.Telemetry;
using Microsoft.Extensions.Logging;

namespace Campaigns;

/// <summary>
/// What all steps have in common: a step that is not the next one (done before, or overtaken by a person) changes nothing;
/// a failure is written to the campaign's row for the operator and leaves as a short message, so that histories stay small.
/// </summary>
public sealed class StepRunner(CampaignStore store, CampaignWriter writer, TimeProvider time, ILogger<StepRunner> logger)
{
    public DateTimeOffset Now => time.GetUtcNow();

    /// <returns>False when there was nothing to do.</returns>
    /// <exception cref="StepFailedException">Anything that went wrong; worth trying again later.</exception>
    public async Task<bool> RunAsync(StepKind kind, StepInput input, Func<Campaign, Task> act)
    {
        using var span = Traces.Part($"step {kind}")?.SetTag("campaigns.campaign", input.CampaignId);
        try
        {
            if (await store.FindAsync(input.CampaignId) is not { } campaign || !Plan.IsDue(campaign, kind, input.Number, Now)) return false;
            if (Plan.Next(campaign).DueAt is { } due) Meters.Lateness.Record((Now - due).TotalSeconds, Meters.Tag("step", kind));
            await act(campaign);
            return true;
        }
        catch (Exception error)
        {
            span.Failed(error);
            Meters.Retries.Add(1, Meters.Tag("step", kind));
            logger.LogError(error, "Step {Step} of campaign {CampaignId} failed; it is tried again.", kind, input.CampaignId);
            var said = $"{kind}: {Describe(error)}";
            await NoteAsync(kind, input, said);
            throw new StepFailedException(said);
        }
    }

    /// <summary>What went wrong, without the message: that may quote what people wrote.</summary>
    internal static string Describe(Exception error) => error is RequestFailedException storage
        ? $"storage answered {storage.Status} {storage.ErrorCode}".TrimEnd()
        : error.GetType().Name;

    async Task NoteAsync(StepKind kind, StepInput input, string said)
    {
        try
        {
            await writer.NoteErrorAsync(input.CampaignId, kind, input.Number, said, CancellationToken.None);
        }
        catch (RequestFailedException error)
        {
            logger.LogWarning(error, "The failure could not be written to campaign {CampaignId}.", input.CampaignId);
        }
    }
}

/// <summary>A step did not work; the message is short and holds no personal data.</summary>
public sealed class StepFailedException(string message) : Exception(message);
