namespace Campaigns.Access;

[Flags]
public enum Roles { None = 0, Coordinator = 1, Operator = 2 }

/// <summary>Who is signed in. <see cref="SessionId"/> is the keyed hash of the cookie's secret, for form tokens.</summary>
public sealed record Session(string SessionId, string Email, Roles Roles, string Language);

/// <summary>Sign-in by emailed link, for addresses on the allow-lists.</summary>
public sealed class SignIn
{
    /// <summary>How long a link serves; once.</summary>
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan SessionLifetime = TimeSpan.FromHours(12);

    /// <summary>Writes the mail. Does the same work whether or not the address is listed (for one that is not, the sender drops it).</summary>
    public Task RequestAsync(string email, string language, CancellationToken cancellation = default) => throw new NotImplementedException();
    /// <summary>Whether the link could be used now. Changes nothing.</summary>
    public Task<bool> IsUsableAsync(string token, CancellationToken cancellation = default) => throw new NotImplementedException();
    /// <summary>Uses the link up and opens a session. The secret goes into the cookie and nowhere else.</summary>
    public Task<(string Secret, Session Session)?> RedeemAsync(string token, CancellationToken cancellation = default) => throw new NotImplementedException();
    public Task<Session?> FindSessionAsync(string secret, CancellationToken cancellation = default) => throw new NotImplementedException();
    public Task SignOutAsync(string secret, CancellationToken cancellation = default) => throw new NotImplementedException();
}
