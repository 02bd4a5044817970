using System.Text;
using Campaigns.Access.Providers;
using FsCheck;
using FsCheck.Fluent;

namespace Campaigns.Tests.Accounts.Providers;

/// <summary>Whom a provider's word is believed about.</summary>
public sealed class ProviderPrincipalTests
{
    static readonly IdentityProvider Entra = new("aad", "Microsoft", Principals.Issuer, IsSecondFactor: false);
    static readonly IdentityProvider Google = new("google", "Google", "https://accounts.google.com", IsSecondFactor: false);

    [Theory]
    [InlineData("preferred_username=kari@example.org", "kari@example.org")]
    [InlineData("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn=kari@example.org", "kari@example.org")]
    [InlineData("preferred_username=Kari@Example.org upn=kari@example.org", "Kari@example.org")]
    [InlineData("preferred_username=kari@example.org acct=0", "kari@example.org")]
    // Anybody who runs a tenant writes into email what they like.
    [InlineData("email=kari@example.org email_verified=true", null)]
    [InlineData("preferred_username=kari@example.org upn=jan@example.org", null)]
    [InlineData("preferred_username=kari@example.org preferred_username=jan@example.org", null)]
    [InlineData("preferred_username=kari", null)]
    // Guests: named by somebody else's organisation.
    [InlineData("preferred_username=kari@example.org acct=1", null)]
    [InlineData("preferred_username=kari@example.org idp=https://sts.windows.net/aaaaaaaa-0000-0000-0000-000000000000/", null)]
    [InlineData("preferred_username=kari@example.org http://schemas.microsoft.com/identity/claims/identityprovider=live.com", null)]
    // Another organisation, or one that says it is two.
    [InlineData("preferred_username=kari@example.org tid=aaaaaaaa-0000-0000-0000-000000000000", null)]
    [InlineData("preferred_username=kari@example.org iss=https://login.microsoftonline.com/aaaaaaaa-0000-0000-0000-000000000000/v2.0", null)]
    [InlineData("", null)]
    public void A_member_of_the_tenant_by_the_name_that_the_tenant_gives(string claims, string? address) =>
        Assert.Equal(address, Principals.Of("aad", [("iss", Principals.Issuer), ("tid", Principals.Tenant), .. Claims(claims)]).AddressAt(Entra)?.Address);

    [Theory]
    [InlineData("iss=https://accounts.google.com email=kari@example.org email_verified=true", "kari@example.org")]
    [InlineData("iss=https://accounts.google.com http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress=kari@example.org email_verified=True", "kari@example.org")]
    [InlineData("iss=https://accounts.google.com email=kari@example.org", null)]
    [InlineData("iss=https://accounts.google.com email=kari@example.org email_verified=false", null)]
    [InlineData("iss=https://accounts.google.com email=kari@example.org email_verified=true email_verified=false", null)]
    [InlineData("iss=https://accounts.google.com email=kari@example.org email=jan@example.org email_verified=true", null)]
    [InlineData("iss=https://accounts.google.com preferred_username=kari@example.org email_verified=true", null)]
    [InlineData("iss=https://accounts.example.org email=kari@example.org email_verified=true", null)]
    [InlineData("email=kari@example.org email_verified=true", null)]
    public void Elsewhere_an_address_that_the_provider_has_verified(string claims, string? address) =>
        Assert.Equal(address, Principals.Of("google", [.. Claims(claims)]).AddressAt(Google)?.Address);

    [Fact]
    public void A_tenant_has_to_be_said_in_the_token() =>
        Assert.Null(Principals.Of("aad", [("iss", Principals.Issuer), ("preferred_username", "kari@example.org")]).AddressAt(Entra));

    [Fact]
    public void Another_provider_is_nobody() =>
        Assert.Null(Principals.Of("google", [("iss", Principals.Issuer), ("tid", Principals.Tenant), ("preferred_username", "kari@example.org")]).AddressAt(Entra));

    [Fact]
    public void Whatever_stands_in_the_header_is_read_or_is_nobody()
    {
        string[] pieces = ["{", "}", "[", "]", "\"claims\"", "\"auth_typ\"", ":", ",", "null", "\"typ\"", "\"val\"", "1", "\"\\ud800\"", "\"aad\"", "\u0000", "ж", "{\"auth_typ\":\"aad\",\"claims\":[null]}"];
        Prop.ForAll(Gen.Elements(pieces).ListOf().ToArbitrary(), parts =>
        {
            var text = string.Concat(parts);
            ProviderPrincipal.Read(text);
            return ProviderPrincipal.Read(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)))?.AddressAt(Entra) is null;
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("a b", Principals.Issuer)]
    [InlineData("aad/../x", Principals.Issuer)]
    [InlineData("aad", "")]
    [InlineData("aad", "https://login.microsoftonline.com/common/v2.0")]
    [InlineData("aad", "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0")]
    [InlineData("google", "http://accounts.google.com")]
    public void Settings_that_would_believe_too_much_stop_the_start(string name, string issuer) =>
        Assert.Throws<InvalidOperationException>(() => IdentityProvider.Of(new() { IdentityProvider = name, IdentityIssuer = issuer }));

    [Fact]
    public void Without_a_name_there_is_none() => Assert.Null(IdentityProvider.Of(new() { IdentityIssuer = Principals.Issuer }));

    static IEnumerable<(string, string)> Claims(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => (one[..one.IndexOf('=', StringComparison.Ordinal)], one[(one.IndexOf('=', StringComparison.Ordinal) + 1)..]));
}
