using Microsoft.AspNetCore.Identity;

namespace Campaigns.Access.Passkeys;

/// <summary>Somebody with all their passkeys.</summary>
/// <param name="Handle">What devices know the person by: a keyed hash, nothing personal.</param>
sealed record PasskeyOwner(string Handle, IReadOnlyList<UserPasskeyInfo> Passkeys);

/// <summary>
/// The one person whom a ceremony is about, as the framework's handler wants to ask for them. Nobody else's passkey can be found in it, and what is
/// written is written by <see cref="PasskeyDesk"/>, in a transaction.
/// </summary>
sealed class OwnerStore(PasskeyOwner owner) : IUserPasskeyStore<PasskeyOwner>
{
    public Task<PasskeyOwner?> FindByIdAsync(string userId, CancellationToken cancellationToken) => Task.FromResult(userId == owner.Handle ? owner : null);
    public Task<string> GetUserIdAsync(PasskeyOwner user, CancellationToken cancellationToken) => Task.FromResult(user.Handle);
    public Task<string?> GetUserNameAsync(PasskeyOwner user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Handle);
    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(PasskeyOwner user, CancellationToken cancellationToken) => Task.FromResult<IList<UserPasskeyInfo>>([.. user.Passkeys]);
    public Task<UserPasskeyInfo?> FindPasskeyAsync(PasskeyOwner user, byte[] credentialId, CancellationToken cancellationToken) => Task.FromResult(Find(credentialId));
    public Task<PasskeyOwner?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) => Task.FromResult(Find(credentialId) is null ? null : owner);

    UserPasskeyInfo? Find(byte[] id) => owner.Passkeys.FirstOrDefault(one => one.CredentialId.AsSpan().SequenceEqual(id));

    // The handler asks for none of these.
    public Task<string?> GetNormalizedUserNameAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task SetUserNameAsync(PasskeyOwner user, string? userName, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task SetNormalizedUserNameAsync(PasskeyOwner user, string? normalizedName, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task<PasskeyOwner?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task<IdentityResult> CreateAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task<IdentityResult> UpdateAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task<IdentityResult> DeleteAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task AddOrUpdatePasskeyAsync(PasskeyOwner user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task RemovePasskeyAsync(PasskeyOwner user, byte[] credentialId, CancellationToken cancellationToken) => throw new NotSupportedException();
    public void Dispose() { }
}
