namespace Campaigns.Access.Passkeys;

/// <summary>Where there are no doors, as in a rehearsal or a simulation: nobody can be asked for a passkey.</summary>
sealed class NoCeremony : IPasskeyCeremony
{
    public Task<(string Options, string Kept)> BeginAddingAsync(PasskeyOwner owner, string name) => throw new NotSupportedException();
    public Task<Passkey?> AddAsync(PasskeyOwner owner, string answer, string kept) => throw new NotSupportedException();
    public Task<(string Options, string Kept)> BeginUsingAsync(PasskeyOwner owner) => throw new NotSupportedException();
    public Task<Passkey?> UseAsync(PasskeyOwner owner, string answer, string kept) => throw new NotSupportedException();
}
