using Microsoft.DurableTask;

namespace Campaigns.Letters.Alternates;

/// <summary>Sends one letter to the addressee's next address at most once, however often it runs. Returns the letter's state.</summary>
public sealed class SendAlternate(AlternateSender sender) : TaskActivity<AlternateInput, string>
{
    public override async Task<string> RunAsync(TaskActivityContext context, AlternateInput input) => (await sender.SendOnceAsync(input)).ToString();
}

/// <summary>Writes down that the mail service refused every attempt, so that the board shows the letter to a person.</summary>
public sealed class GiveUpAlternate(AlternateSender sender) : TaskActivity<AlternateInput, string>
{
    public override async Task<string> RunAsync(TaskActivityContext context, AlternateInput input) => (await sender.GiveUpAsync(input)).ToString();
}
