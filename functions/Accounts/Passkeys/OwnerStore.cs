using Campaigns.Access.Passkeys;
using Microsoft.AspNetCore.Identity;

namespace Campaigns.Functions.Accounts.Passkeys;

/// <summary>A <see cref="PasskeyOwner"/> as the framework takes one.</summary>
sealed record Owner(string Handle, IReadOnlyList<UserPasskeyInfo> Passkeys)
{
    /// <summary>Where a passkey came from (attestation) is not asked for, and so not kept.</summary>
    public static Owner Of(PasskeyOwner owner) => new(owner.Handle, [.. owner.Passkeys.Select(one => Info(one.Passkey, one.Since))]);

    static UserPasskeyInfo Info(Passkey one, DateTimeOffset since) =>
        new(one.Id, one.PublicKey, since, one.Used, [.. one.Transports], one.IsVerified, one.CanBeCopied, one.IsCopied, [], []);
}

/// <summary>
/// The one person whom a ceremony is about, as the framework's handler wants to ask for them. Nobody else's passkey can be found in it, and what is
/// written is written by <see cref="PasskeyDesk"/>, in a transaction.
/// </summary>
sealed class OwnerStore(Owner owner) : IUserPasskeyStore<Owner>
{
    public Task<Owner?> FindByIdAsync(string userId, CancellationToken cancellationToken) => Task.FromResult(userId == owner.Handle ? owner : null);
    public Task<string> GetUserIdAsync(Owner user, CancellationToken cancellationToken) => Task.FromResult(user.Handle);
    public Task<string?> GetUserNameAsync(Owner user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Handle);
    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Owner user, CancellationToken cancellationToken) => Task.FromResult<IList<UserPasskeyInfo>>([.. user.Passkeys]);
    public Task<UserPasskeyInfo?> FindPasskeyAsync(Owner user, byte[] credentialId, CancellationToken cancellationToken) => Task.FromResult(Find(credentialId));
    public Task<Owner?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) => Task.FromResult(Find(credentialId) is null ? null : owner);

    UserPasskeyInfo? Find(byte[] id) => owner.Passkeys.FirstOrDefault(one => one.CredentialId.AsSpan().SequenceEqual(id));

    // The handler asks for none of these.
    public Task<string?> GetNormalizedUserNameAsync(Owner user, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task SetUserNameAsync(Owner user, string? userName, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task SetNormalizedUserNameAsync(Owner user, string? normalizedName, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task<Owner?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task<IdentityResult> CreateAsync(Owner user, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task<IdentityResult> UpdateAsync(Owner user, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task<IdentityResult> DeleteAsync(Owner user, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task AddOrUpdatePasskeyAsync(Owner user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task RemovePasskeyAsync(Owner user, byte[] credentialId, CancellationToken cancellationToken) => throw new NotSupportedException();
    public void Dispose() { }
}
