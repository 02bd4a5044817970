using System.Text.Json;
using Campaigns.Access.Providers;
using Campaigns.Tests.Desk;
using Microsoft.Azure.Functions.Worker.Builder;

namespace Campaigns.Tests.Accounts.Providers;

/// <summary>What App Service says of people, and a house that listens to it.</summary>
static class Principals
{
    public const string Tenant = "11111111-2222-3333-4444-555555555555";
    public const string Issuer = $"https://login.microsoftonline.com/{Tenant}/v2.0";

    public static ProviderPrincipal Of(string type, (string, string)[] claims) => ProviderPrincipal.Read(Header(type, claims))!;

    public static Action<FunctionsApplicationBuilder> Settings(bool isOn, bool isSecondFactor = false, string mode = "optional") => builder =>
    {
        builder.Configuration["Campaigns:IdentityProvider"] = "aad";
        builder.Configuration["Campaigns:IdentityIssuer"] = Issuer;
        builder.Configuration["Campaigns:IdentityProviderIsSecondFactor"] = $"{isSecondFactor}";
        builder.Configuration["Campaigns:SecondFactor"] = mode;
        if (isOn) builder.Configuration["WEBSITE_AUTH_ENABLED"] = "True";
    };

    /// <summary>A browser that has signed in at the provider as a member of the tenant.</summary>
    public static HttpClient Known(DeskHouse house, string email) => Known(house, [("iss", Issuer), ("tid", Tenant), ("preferred_username", email)]);

    /// <summary>What the platform adds to every request of such a browser.</summary>
    public static Dictionary<string, string> HeadersOf(string email) =>
        new() { ["X-MS-CLIENT-PRINCIPAL"] = Header("aad", [("iss", Issuer), ("tid", Tenant), ("preferred_username", email)]), ["X-MS-CLIENT-PRINCIPAL-IDP"] = "aad" };

    public static HttpClient Known(DeskHouse house, (string, string)[] claims)
    {
        var browser = house.NewBrowser();
        browser.DefaultRequestHeaders.Add("X-MS-CLIENT-PRINCIPAL", Header("aad", claims));
        browser.DefaultRequestHeaders.Add("X-MS-CLIENT-PRINCIPAL-IDP", "aad");
        return browser;
    }

    /// <summary>The button, pressed; the browser then carries what it was given.</summary>
    public static async Task<Answer> EnterAsync(HttpClient browser, string at = "/signin/provider")
    {
        var entered = await DeskHouse.SendAsync(browser, await DeskHouse.GetAsync(browser, at));
        Telephone.Carry(browser, entered);
        return entered;
    }

    static string Header(string type, (string Name, string Value)[] claims) => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(
        new { auth_typ = type, claims = claims.Select(one => new { typ = one.Name, val = one.Value }), name_typ = "name", role_typ = "roles" }));
}
