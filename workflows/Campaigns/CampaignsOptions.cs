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
    /// <summary>Base64 of 32 bytes; wraps every campaign's data key.</summary>
    public string MasterKey { get; set; } = "";
    /// <summary>The master key before this one, while it is being replaced: opens what it wrapped, and every wrap that is met is made anew.</summary>
    public string MasterKeyPrevious { get; set; } = "";
    /// <summary>Sender of every message.</summary>
    public string MailFrom { get; set; } = "campaigns@example.org";
    public string MailFromName { get; set; } = "Campaigns";

    /// <summary>The absolute address of a campaign's desk, for mails to its coordinator.</summary>
    internal string DeskLink(string campaignId) => $"{BaseUrl}/desk/{campaignId}";
}
