using Campaigns.Access.Providers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Campaigns.Functions.Entrance;

/// <summary>
/// Sign-in by App Service, which stands before the app in Azure and hands on in headers who somebody is. It removes such headers from what comes
/// from outside, but only while its authentication is switched on, and that it says in the environment (<c>WEBSITE_AUTH_ENABLED</c>). Without that
/// word, or without the setting, the headers are anybody's: they are not read.
/// </summary>
public sealed class PlatformSignIn(CampaignsOptions options, IConfiguration configuration, ILogger<PlatformSignIn> log) : IHostedService
{
    const string Principal = "X-MS-CLIENT-PRINCIPAL", ProviderName = "X-MS-CLIENT-PRINCIPAL-IDP";
    public const string Enabled = "WEBSITE_AUTH_ENABLED";

    readonly IdentityProvider? named = IdentityProvider.Of(options);
    readonly bool isOn = string.Equals(configuration[Enabled], "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Null where nobody signs in this way.</summary>
    public IdentityProvider? Provider => isOn ? named : null;

    /// <summary>Ends what the platform knows of the browser, and comes back to the page to sign in.</summary>
    public static string LogoutPath => $"/.auth/logout?post_logout_redirect_uri={Uri.EscapeDataString("/signin")}";

    /// <summary>Where the platform takes somebody to the provider and back.</summary>
    /// <param name="next">A path of ours to go to afterwards, or empty.</param>
    public static string LoginPath(IdentityProvider provider, string next) =>
        $"/.auth/login/{provider.Name}?post_login_redirect_uri={Uri.EscapeDataString(ProviderDoor.Path + (next.Length > 0 ? $"?next={next}" : ""))}";

    /// <summary>Whether the platform says that somebody has signed in there.</summary>
    public bool Knows(HttpRequest request) => Provider is not null && request.Headers.ContainsKey(Principal);

    /// <summary>Who the platform says it is; null when that cannot be read or is of another provider.</summary>
    public ProviderPrincipal? Read(HttpRequest request)
    {
        if (Provider is not { } provider || request.Headers[Principal] is not [{ Length: > 0 } principal]) return null;
        return request.Headers[ProviderName] is [var name] && name == provider.Name ? ProviderPrincipal.Read(principal) : null;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (named is not null && !isOn)
            log.LogError("Campaigns:IdentityProvider is set, but App Service does not say that its authentication is on ({Enabled}): nobody can sign in by it, and its headers are not read.", Enabled);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
