using Campaigns.Telemetry;
using Microsoft.DurableTask;

namespace Campaigns.Letters;

/// <summary>Sends one letter at most once, however often it runs. Returns the letter's state.</summary>
public sealed class SendLetter(LetterSender sender) : TaskActivity<LetterInput, string>
{
    public override async Task<string> RunAsync(TaskActivityContext context, LetterInput input)
    {
        using var span = Traces.OfRound("letter.send", input.CampaignId, input.Round)?.SetTag("campaigns.addressee", input.Addressee);
        return (await sender.SendOnceAsync(input.CampaignId, input.Round, input.Addressee)).ToString();
    }
}

/// <summary>Writes down that the mail service refused every attempt, so that the board shows the letter to a person.</summary>
public sealed class GiveUpLetter(LetterSender sender) : TaskActivity<LetterInput, string>
{
    public override async Task<string> RunAsync(TaskActivityContext context, LetterInput input) =>
        (await sender.GiveUpAsync(input.CampaignId, input.Round, input.Addressee)).ToString();
}
