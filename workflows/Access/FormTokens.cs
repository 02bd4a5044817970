namespace Campaigns.Access;

/// <summary>
/// The hidden input that proves a form came from one of our pages: a time and a MAC over (purpose, session, time). Forms for
/// visitors who are not signed in use an empty session, so that no cookie is needed.
/// </summary>
public sealed class FormTokens
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public string Create(string purpose, string sessionId) => throw new NotImplementedException();
    public bool IsValid(string? token, string purpose, string sessionId) => throw new NotImplementedException();
}
