using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Campaigns.Access.Passkeys;

/// <summary>
/// What devices and this side say to each other (WebAuthn), by the framework's own handler. It binds an answer to the challenge, to the site of the
/// settings, whatever stands before the app, and to the counter of the passkey.
/// </summary>
sealed class Ceremony(CampaignsOptions settings)
{
    /// <summary>How long the person has for it, and the challenge serves.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The handler looks at it for the address of the site only, and that it is told.</summary>
    static HttpContext NoRequest => new DefaultHttpContext();

    /// <param name="name">As the device shows it: the person's own address.</param>
    /// <returns>What the browser is given, and what is kept to hold its answer against.</returns>
    public async Task<(string Options, string Kept)> BeginAddingAsync(PasskeyOwner owner, string name)
    {
        using var people = People(owner);
        var made = await Handler(people).MakeCreationOptionsAsync(new() { Id = owner.Handle, Name = name, DisplayName = name }, NoRequest);
        return (made.CreationOptionsJson, made.AttestationState ?? "");
    }

    /// <summary>The new passkey; null when the answer is none to what was kept.</summary>
    public async Task<UserPasskeyInfo?> AddAsync(PasskeyOwner owner, string answer, string kept)
    {
        using var people = People(owner);
        var result = await Handler(people).PerformAttestationAsync(new() { HttpContext = NoRequest, CredentialJson = answer, AttestationState = kept });
        return result.Succeeded && result.UserEntity.Id == owner.Handle ? result.Passkey : null;
    }

    /// <inheritdoc cref="BeginAddingAsync"/>
    public async Task<(string Options, string Kept)> BeginUsingAsync(PasskeyOwner owner)
    {
        using var people = People(owner);
        var made = await Handler(people).MakeRequestOptionsAsync(owner, NoRequest);
        return (made.RequestOptionsJson, made.AssertionState ?? "");
    }

    /// <summary>The passkey that was used, with its counter as it is now; null when the answer is none to what was kept.</summary>
    public async Task<UserPasskeyInfo?> UseAsync(PasskeyOwner owner, string answer, string kept)
    {
        using var people = People(owner);
        var result = await Handler(people).PerformAssertionAsync(new() { HttpContext = NoRequest, CredentialJson = answer, AssertionState = kept });
        return result.Succeeded && result.User.Handle == owner.Handle ? result.Passkey : null;
    }

    static UserManager<PasskeyOwner> People(PasskeyOwner owner) => new(new OwnerStore(owner), null!, null!, [], [], null!, new(), null!, null!);

    PasskeyHandler<PasskeyOwner> Handler(UserManager<PasskeyOwner> people)
    {
        var site = new Uri(settings.BaseUrl);
        return new(people, Options.Create(new IdentityPasskeyOptions
        {
            ServerDomain = site.IdnHost, // as browsers write names that are not Latin
            AuthenticatorTimeout = Patience,
            ResidentKeyRequirement = "discouraged", // it comes after the link: the device need not remember who
            ValidateOrigin = from => ValueTask.FromResult(!from.CrossOrigin && from.Origin == OriginOf(site)),
        }));
    }

    internal static string OriginOf(Uri site) => $"{site.Scheme}://{site.IdnHost}{(site.IsDefaultPort ? "" : $":{site.Port}")}";
}
