using Campaigns.Access;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Registration;

/// <summary>Removes sign-in links and sessions that have expired, every ten minutes.</summary>
public sealed class AccessTimer(SignIn signIn)
{
    [Function("SweepAccess")]
    public Task RunAsync([TimerTrigger("0 */10 * * * *")] TimerInfo timer, CancellationToken cancellation) => signIn.SweepAsync(cancellation);
}
