using Campaigns.Language;

namespace Campaigns;

/// <summary>Settings of the section <c>Campaigns</c> (environment: <c>Campaigns__NAME</c>).</summary>
public sealed class CampaignsOptions
{
    public const string Section = "Campaigns";

    /// <summary>Absolute address of the app as people see it, without a slash at the end; links in mails begin with it.</summary>
    public string BaseUrl { get; set; } = "";
    /// <summary>Comma-separated addresses that may sign in as coordinators.</summary>
    public string Coordinators { get; set; } = "";
    /// <summary>Comma-separated addresses that may sign in as operators.</summary>
    public string Operators { get; set; } = "";
    /// <summary>Comma-separated addresses that may look at the operators' room, and not act in it.</summary>
    public string Watchers { get; set; } = "";
    /// <summary>A second factor for who signs in: <c>off</c>, <c>optional</c> (who wants to) or <c>required</c> (everybody sets one up first).</summary>
    public string SecondFactor { get; set; } = "optional";
    /// <summary>The provider at which App Service signs people in, as it names it (<c>aad</c>, <c>google</c>, one of your own); empty: none, and its headers are not read.</summary>
    public string IdentityProvider { get; set; } = "";
    /// <summary>What it is called on the sign-in page; empty: Microsoft, Google, or the name above.</summary>
    public string IdentityProviderName { get; set; } = "";
    /// <summary>The only issuer that is believed, exactly as it stands in the provider's tokens; for Entra that of one tenant.</summary>
    public string IdentityIssuer { get; set; } = "";
    /// <summary>Whether who signed in there is not asked for a second factor here: only where the provider asks everybody for one.</summary>
    public bool IdentityProviderIsSecondFactor { get; set; }
    /// <summary>Base64 of 32 bytes; wraps every campaign's data key.</summary>
    public string MasterKey { get; set; } = "";
    /// <summary>The master key before this one, while it is being replaced: opens what it wrapped, and every wrap that is met is made anew.</summary>
    public string MasterKeyPrevious { get; set; } = "";
    /// <summary>Sender of every message.</summary>
    public string MailFrom { get; set; } = "campaigns@example.org";
    public string MailFromName { get; set; } = "Campaigns";
    /// <summary>Sender's name of messages to people whose mail is read by others; choose one that says nothing.</summary>
    public string MailNeutralName { get; set; } = "Office";
    /// <summary>Sender of those messages; empty: <see cref="MailFrom"/>.</summary>
    public string MailNeutralFrom { get; set; } = "";

    /// <summary>Who writes, at the head of each letter on paper; empty: <see cref="MailFromName"/>.</summary>
    public string LetterheadName { get; set; } = "";
    /// <summary>Address and telephone below it; lines are divided by a bar (<c>|</c>).</summary>
    public string LetterheadContact { get; set; } = "";
    /// <summary>Path of a PNG or JPEG file; empty: none. It goes with the settings' letterhead, not with that of a campaign.</summary>
    public string LetterheadLogo { get; set; } = "";

    /// <summary>A form to sign that is back sooner is held for the coordinator to look at; 0 switches this and the counting of crowds off, for installations where programs fill in forms.</summary>
    public int LeastFillingSeconds { get; set; } = 3;

    /// <summary>Who knows it may read <c>/metrics</c>; empty: nobody, and there is no such page.</summary>
    public string MetricsToken { get; set; } = "";

    /// <summary>Absolute address of the source of what runs here, changes included, for <c>/about</c>; empty: readers are told to ask for it.</summary>
    public string SourceUrl { get; set; } = "";

    /// <summary>Whether webhooks may go to this machine and its own network: only where all who launch campaigns are trusted with that.</summary>
    public bool WebhooksInside { get; set; }

    /// <summary>The domain whose mail the mail service hands over (SendGrid's Inbound Parse); empty: replies are recorded by hand only.</summary>
    public string InboundDomain { get; set; } = "";
    /// <summary>Stands in the address that the mail service hands it over to, <c>/webhooks/inbound/{secret}</c>; empty: the door is shut.</summary>
    public string InboundSecret { get; set; } = "";

    /// <summary>Whether people reach the app over https.</summary>
    public bool IsHttps => BaseUrl.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    /// <summary>The letterhead of campaigns that have none of their own; null for none.</summary>
    internal SenderHead? Letterhead => LetterheadName.Length > 0 ? new(LetterheadName, LetterheadContact.Replace('|', '\n')) : null;

    internal string NeutralFrom => MailNeutralFrom.Length > 0 ? MailNeutralFrom : MailFrom;

    /// <summary>The page for codes as a person types it: without a scheme, which a browser finds by itself.</summary>
    internal string CodePage => BaseUrl[(BaseUrl.IndexOf("://", StringComparison.Ordinal) is var at and >= 0 ? at + "://".Length : 0)..] + "/code";

    /// <summary>The absolute address of a page, for mails to signatories and those who are invited: it opens in the language of the mail, whatever the
    /// browser asks for in which they open it.</summary>
    internal string LinkFor(string language, string path) => BaseUrl + LinkLanguage.Add(path, language);

    /// <summary>The absolute address of a campaign's desk, for mails to its coordinator.</summary>
    internal string DeskLink(string campaignId) => $"{BaseUrl}/desk/{campaignId}";

    /// <summary>The absolute address of the operators' room, or of a campaign in it.</summary>
    internal string OpsLink(string? campaignId) => campaignId is null ? $"{BaseUrl}/ops" : $"{BaseUrl}/ops/{campaignId}";
}
