using System.Text.RegularExpressions;

namespace Campaigns.Access.Providers;

/// <summary>The OpenID provider at which App Service signs people in before they come here, as the settings name it.</summary>
/// <param name="Name">As App Service has it in its addresses and headers: <c>aad</c> for Entra, <c>google</c>, or the name of a provider of one's own.</param>
/// <param name="Label">As people know it.</param>
/// <param name="Issuer">The one value of the claim <c>iss</c> that is believed.</param>
/// <param name="IsSecondFactor">Whether its own second factor is taken for ours.</param>
public sealed partial record IdentityProvider(string Name, string Label, string Issuer, bool IsSecondFactor)
{
    const string Entra = "aad";
    /// <summary>Where everybody's own Microsoft account lives: no organisation answers for the names there.</summary>
    const string EverybodysTenant = "9188040d-6c67-4c5b-b112-36a304b66dad";

    /// <summary>In Entra an organisation, its tenant, answers for its people's names; elsewhere the provider verifies addresses one by one.</summary>
    public bool IsEntra => Name == Entra;

    /// <summary>The id of the tenant that the issuer is of; empty where it is of none.</summary>
    public string Tenant => TenantId().Match(Issuer).Value;

    /// <summary>Null when the settings name none.</summary>
    /// <exception cref="InvalidOperationException">The settings would believe too much, or nobody.</exception>
    public static IdentityProvider? Of(CampaignsOptions options)
    {
        if (options.IdentityProvider.Length == 0) return null;
        if (!ProviderName().IsMatch(options.IdentityProvider))
            throw Wrong(nameof(options.IdentityProvider), "must be a provider's name as App Service has it, such as aad.");
        if (!Uri.TryCreate(options.IdentityIssuer, UriKind.Absolute, out var issuer) || issuer.Scheme != Uri.UriSchemeHttps)
            throw Wrong(nameof(options.IdentityIssuer), "must be the provider's issuer, an address with https.");
        var provider = new IdentityProvider(options.IdentityProvider, LabelOf(options), options.IdentityIssuer, options.IdentityProviderIsSecondFactor);
        return provider is { IsEntra: true, Tenant: "" or EverybodysTenant }
            ? throw Wrong(nameof(options.IdentityIssuer), "must name the one tenant whose people are believed, as https://login.microsoftonline.com/TENANT-ID/v2.0 does.")
            : provider;
    }

    static string LabelOf(CampaignsOptions options) => options switch
    {
        { IdentityProviderName.Length: > 0 } => options.IdentityProviderName,
        { IdentityProvider: Entra } => "Microsoft",
        { IdentityProvider: "google" } => "Google",
        _ => options.IdentityProvider,
    };

    static InvalidOperationException Wrong(string setting, string must) => new($"{CampaignsOptions.Section}:{setting} {must}");

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,39}$")]
    private static partial Regex ProviderName();

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex TenantId();
}
