using System.Collections.Immutable;

namespace Campaigns.Access.Passkeys;

/// <summary>A key in somebody's device, as much of it as this side has: the public half, and how often it was used.</summary>
/// <param name="Label">What the person calls it, or empty.</param>
public sealed record Passkey(byte[] Id, byte[] PublicKey, uint Used, ImmutableArray<string> Transports, bool IsVerified, bool CanBeCopied, bool IsCopied, string Label);

/// <summary>What the person sees of it.</summary>
/// <param name="Id">Opens nothing.</param>
/// <param name="Since">UTC.</param>
public sealed record PasskeyState(string Id, DateTimeOffset Since, string Label);
