using Campaigns.Invitations;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Registration;

/// <summary>Reminds those who asked to sign and have not confirmed; looks every five minutes.</summary>
public sealed class UnconfirmedTimer(UnconfirmedReminders reminders)
{
    [Function("RemindUnconfirmed")]
    public Task RunAsync([TimerTrigger("15 */5 * * * *")] TimerInfo timer, CancellationToken cancellation) => reminders.RunAsync(cancellation);
}
