using System.Text.Json;
using Campaigns.Checks;

namespace Campaigns.Access.Providers;

/// <summary>Who somebody is at a provider, as App Service hands it on. What it says is only as good as the way by which it came.</summary>
/// <param name="Type">The provider's name (<c>auth_typ</c>).</param>
/// <param name="Claims">Names and values; names may be the short ones of OpenID or the addresses that App Service makes of them.</param>
public sealed record ProviderPrincipal(string Type, IReadOnlyList<(string Name, string Value)> Claims)
{
    static readonly string[] Email = ["email", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress"];
    /// <summary>What an Entra tenant calls its member. Not <c>email</c>: anybody who runs a tenant writes there what they like.</summary>
    static readonly string[] MemberName = ["preferred_username", "upn", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn"];
    static readonly string[] TenantId = ["tid", "http://schemas.microsoft.com/identity/claims/tenantid"];
    /// <summary>Where a guest of the tenant signed in.</summary>
    static readonly string[] Home = ["idp", "http://schemas.microsoft.com/identity/claims/identityprovider"];

    /// <summary>Reads the header: Base64 of JSON, <c>auth_typ</c> and a list <c>claims</c> of <c>typ</c> and <c>val</c>. Null for anything else.</summary>
    public static ProviderPrincipal? Read(string header)
    {
        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header, bytes, out var length)) return null;
        try
        {
            return JsonSerializer.Deserialize<Sent>(bytes.AsSpan(0, length)) is { auth_typ: { } type, claims: { } claims }
                ? new(type, [.. claims.Where(one => one is { typ: not null, val: not null }).Select(one => (one!.typ!, one.val!))])
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The address that the provider vouches for: of a member of the tenant (Entra), or one that it has verified (others). Null when it
    /// vouches for none: another issuer, a guest, two values where one is meant, nothing that is an address.</summary>
    public EmailAddress? AddressAt(IdentityProvider provider)
    {
        if (Type != provider.Name || One("iss") != provider.Issuer) return null;
        var vouched = provider.IsEntra ? OfMember(provider) : IsYes(One("email_verified")) ? One(Email) : null;
        return EmailAddress.TryParse(vouched, out var address) ? address : null;
    }

    /// <summary>A guest's name is given by an organisation that nobody here has heard of.</summary>
    string? OfMember(IdentityProvider provider)
    {
        var isGuest = Values(Home).Any(home => home != provider.Issuer) || Values("acct").Any(kind => kind != "0");
        return isGuest || One(TenantId) != provider.Tenant ? null : One(MemberName);
    }

    /// <summary>The value that all claims of these names agree on; null when there is none, or more than one.</summary>
    string? One(params string[] names) => Values(names).Distinct(StringComparer.OrdinalIgnoreCase).ToList() is [var only] ? only : null;

    IEnumerable<string> Values(params string[] names) => Claims.Where(claim => names.Contains(claim.Name)).Select(claim => claim.Value);

    static bool IsYes(string? value) => string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

#pragma warning disable IDE1006 // as the platform spells them
    sealed record Sent(string? auth_typ, List<SentClaim?>? claims);

    sealed record SentClaim(string? typ, string? val);
#pragma warning restore IDE1006
}
