using Campaigns.Storage;
using Microsoft.Extensions.Hosting;

namespace Campaigns.Access;

/// <summary>Makes a wrong master key or allow-list stop the start, with its message, instead of the first visitor.</summary>
internal sealed class SettingsAtStart : IHostedService
{
    /// <param name="keys">Its constructor reads the master key.</param>
    /// <param name="signIn">Its constructor reads the allow-lists.</param>
    public SettingsAtStart(KeyRing keys, SignIn signIn)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(signIn);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
