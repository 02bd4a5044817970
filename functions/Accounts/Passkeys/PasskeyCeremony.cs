using Campaigns.Access.Passkeys;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Campaigns.Functions.Accounts.Passkeys;

/// <summary>By the framework's own handler.</summary>
sealed class PasskeyCeremony(CampaignsOptions settings) : IPasskeyCeremony
{
    /// <summary>The handler looks at it for the address of the site only, and that it is told.</summary>
    static HttpContext NoRequest => new DefaultHttpContext();

    public async Task<(string Options, string Kept)> BeginAddingAsync(PasskeyOwner owner, string name)
    {
        using var people = People(owner);
        var made = await Handler(people).MakeCreationOptionsAsync(new() { Id = owner.Handle, Name = name, DisplayName = name }, NoRequest);
        return (made.CreationOptionsJson, made.AttestationState ?? "");
    }

    public async Task<Passkey?> AddAsync(PasskeyOwner owner, string answer, string kept)
    {
        using var people = People(owner);
        var result = await Handler(people).PerformAttestationAsync(new() { HttpContext = NoRequest, CredentialJson = answer, AttestationState = kept });
        return result.Succeeded && result.UserEntity.Id == owner.Handle ? Of(result.Passkey) : null;
    }

    public async Task<(string Options, string Kept)> BeginUsingAsync(PasskeyOwner owner)
    {
        using var people = People(owner);
        var made = await Handler(people).MakeRequestOptionsAsync(Owner.Of(owner), NoRequest);
        return (made.RequestOptionsJson, made.AssertionState ?? "");
    }

    public async Task<Passkey?> UseAsync(PasskeyOwner owner, string answer, string kept)
    {
        using var people = People(owner);
        var result = await Handler(people).PerformAssertionAsync(new() { HttpContext = NoRequest, CredentialJson = answer, AssertionState = kept });
        return result.Succeeded && result.User.Handle == owner.Handle ? Of(result.Passkey) : null;
    }

    static UserManager<Owner> People(PasskeyOwner owner) => new(new OwnerStore(Owner.Of(owner)), null!, null!, [], [], null!, new(), null!, null!);

    PasskeyHandler<Owner> Handler(UserManager<Owner> people)
    {
        var site = new Uri(settings.BaseUrl);
        return new(people, Options.Create(new IdentityPasskeyOptions
        {
            ServerDomain = site.IdnHost, // as browsers write names that are not Latin
            AuthenticatorTimeout = IPasskeyCeremony.Patience,
            ResidentKeyRequirement = "discouraged", // it comes after the link: the device need not remember who
            ValidateOrigin = from => ValueTask.FromResult(!from.CrossOrigin && from.Origin == OriginOf(site)),
        }));
    }

    static Passkey Of(UserPasskeyInfo info) =>
        new(info.CredentialId, info.PublicKey, info.SignCount, [.. info.Transports ?? []], info.IsUserVerified, info.IsBackupEligible, info.IsBackedUp, Label: "");

    internal static string OriginOf(Uri site) => $"{site.Scheme}://{site.IdnHost}{(site.IsDefaultPort ? "" : $":{site.Port}")}";
}
