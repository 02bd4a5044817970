namespace Campaigns;

/// <summary>How often: at most <paramref name="Times"/> in each <paramref name="Span"/>.</summary>
public sealed record Rate(int Times, TimeSpan Span);

/// <summary>
/// How often something may be asked for. What goes to one address is limited in silence, so that an answer tells a stranger nothing and
/// nobody can be kept from signing by somebody else's requests: the first mail's link stays good. The others only guard the machine
/// and are far above what a campaign in the press needs; past them the answer is 429.
/// </summary>
public static class Rates
{
    /// <summary>Requests to sign one campaign, through one process.</summary>
    public static readonly Rate SignRequests = new(60_000, TimeSpan.FromMinutes(1));
    /// <summary>Requests for links to sign in, for all addresses together, through one process.</summary>
    public static readonly Rate SignInRequests = new(6_000, TimeSpan.FromMinutes(1));
    /// <summary>Campaigns that one coordinator launches; each may invite <see cref="Limits.Invitations"/> people.</summary>
    public static readonly Rate Launches = new(60, TimeSpan.FromHours(1));
    /// <summary>Campaigns that scripts launch with the key.</summary>
    public static readonly Rate ScriptLaunches = new(6_000, TimeSpan.FromMinutes(1));
    /// <summary>Rehearsals of one coordinator, or with the key; each plays a whole campaign.</summary>
    public static readonly Rate Rehearsals = new(60, TimeSpan.FromHours(1));
    /// <summary>Updates of one campaign to its signatories; one whose mails are still being written can be replaced at once.</summary>
    public static readonly Rate Updates = new(1, TimeSpan.FromHours(1));
    /// <summary>Links to sign in that one address is sent; silent.</summary>
    public static readonly Rate SignInLinks = new(5, TimeSpan.FromMinutes(15));
    /// <summary>Codes of one person's second factor that are looked at, right or wrong; only who has come by an emailed link can type one.</summary>
    public static readonly Rate FactorCodes = new(5, TimeSpan.FromMinutes(15));
    /// <summary>Lines of one kind about sign-ins and refusals in the operator's log, through one process; the rest is counted only.</summary>
    public static readonly Rate EntranceLines = new(60, TimeSpan.FromMinutes(1));
    /// <summary>Mails of one campaign to an address that somebody asks to sign with; after <see cref="FreeMails"/> each pause is four times
    /// the one before, up to a day; silent.</summary>
    public static readonly Rate MailsToAddress = new(1, TimeSpan.FromMinutes(2));
    /// <summary>Requests to sign one campaign with addresses at one domain that are not held for looking at; in silence, nobody is refused. As the
    /// next two: through one process, and not for mail that anybody can have.</summary>
    public static readonly Rate DomainRequests = new(50, TimeSpan.FromHours(1));
    /// <summary>The same within seconds.</summary>
    public static readonly Rate DomainBurst = new(10, TimeSpan.FromSeconds(6));
    /// <summary>Requests of individuals under one name.</summary>
    public static readonly Rate SameName = new(20, TimeSpan.FromHours(1));
    /// <summary>Mails to one address before the pauses grow.</summary>
    public const int FreeMails = 3;

    static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    /// <summary>How long an address is left alone that got so many mails of the campaign.</summary>
    public static TimeSpan PauseAfter(int mails)
    {
        var pause = MailsToAddress.Span;
        for (var more = FreeMails; more < mails && pause < LongestPause; more++) pause *= 4;
        return pause < LongestPause ? pause : LongestPause;
    }
}
