using System.Collections.Immutable;
using Microsoft.AspNetCore.Identity;

namespace Campaigns.Access.Passkeys;

/// <summary>A key in somebody's device, as much of it as this side has: the public half, and how often it was used.</summary>
/// <param name="Label">What the person calls it, or empty.</param>
sealed record Passkey(byte[] Id, byte[] PublicKey, uint Used, ImmutableArray<string> Transports, bool IsVerified, bool CanBeCopied, bool IsCopied, string Label)
{
    public static Passkey Of(UserPasskeyInfo info, string label) =>
        new(info.CredentialId, info.PublicKey, info.SignCount, [.. info.Transports ?? []], info.IsUserVerified, info.IsBackupEligible, info.IsBackedUp, label);

    /// <summary>As the framework takes it. Where it came from (attestation) is not asked for, and so not kept.</summary>
    public UserPasskeyInfo ToInfo(DateTimeOffset since) => new(Id, PublicKey, since, Used, [.. Transports], IsVerified, CanBeCopied, IsCopied, [], []);
}

/// <summary>What the person sees of it.</summary>
/// <param name="Id">Opens nothing.</param>
/// <param name="Since">UTC.</param>
public sealed record PasskeyState(string Id, DateTimeOffset Since, string Label);
