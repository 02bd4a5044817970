namespace Campaigns.Access.Passkeys;

/// <summary>
/// What devices and this side say to each other (WebAuthn). It binds an answer to the challenge, to the site of the settings, whatever stands before the
/// app, and to the counter of the passkey. The framework's handler knows HTTP, so the app has it, and not this library.
/// </summary>
public interface IPasskeyCeremony
{
    /// <summary>How long the person has for it, and the challenge serves.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <param name="name">As the device shows it: the person's own address.</param>
    /// <returns>What the browser is given (JSON), and what is kept to hold its answer against.</returns>
    Task<(string Options, string Kept)> BeginAddingAsync(PasskeyOwner owner, string name);

    /// <summary>The new passkey, without a label; null when the answer is none to what was kept.</summary>
    Task<Passkey?> AddAsync(PasskeyOwner owner, string answer, string kept);

    /// <inheritdoc cref="BeginAddingAsync"/>
    Task<(string Options, string Kept)> BeginUsingAsync(PasskeyOwner owner);

    /// <summary>The passkey that was used, with its counter as it is now and without a label; null when the answer is none to what was kept.</summary>
    Task<Passkey?> UseAsync(PasskeyOwner owner, string answer, string kept);
}

/// <summary>Somebody with all their passkeys, each with the moment it was added (UTC).</summary>
/// <param name="Handle">What devices know the person by: a keyed hash, nothing personal.</param>
public sealed record PasskeyOwner(string Handle, IReadOnlyList<(Passkey Passkey, DateTimeOffset Since)> Passkeys);
