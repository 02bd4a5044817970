namespace Campaigns;

/// <summary>
/// Upper bounds of what people may send. Lengths are in UTF-16 characters unless named otherwise. How often something may be
/// asked for is in <see cref="Rates"/>; both are listed in <c>docs/security.md</c>.
/// </summary>
public static class Limits
{
    public const int Title = 200;
    /// <summary>UTF-8 bytes of one statement in one language; one table property holds 64 KB of UTF-16.</summary>
    public const int Statement = 30_000;
    public const int Languages = 12;
    /// <summary>Of the words that say who approved a language.</summary>
    public const int ApprovedBy = 500;
    public const int Addressees = 1_000;
    public const int Invitations = 1_000;
    /// <summary>Further addresses of one invitation.</summary>
    public const int Alternates = 5;
    public const int Reminders = 10;
    /// <summary>After the deadline, for those who had asked before it.</summary>
    public const int GraceMinutes = 15;
    /// <summary>Of a network's directory, and lines of a file that is imported into it.</summary>
    public const int Organisations = 2_000;
    /// <summary>Of a network's directory of offices.</summary>
    public const int Offices = 1_000;
    /// <summary>Alternate addresses of an office, and as many copies.</summary>
    public const int AddressesOfAnOffice = 5;
    /// <summary>Of one cover paragraph.</summary>
    public const int Cover = 2_000;
    /// <summary>Cover paragraphs of a campaign, over all groups and languages.</summary>
    public const int Covers = 60;
    /// <summary>Lines of a sender's contact in a letterhead.</summary>
    public const int ContactLines = 6;
    /// <summary>The highest number of signatures that can be made a condition of the dispatch.</summary>
    public const int Threshold = 1_000_000;
    /// <summary>Of a person, an organisation, a role, an office, and every other cell of a list.</summary>
    public const int Name = 200;
    public const int Email = 254;
    /// <summary>How many individuals a letter names; of more it gives the number and where the list is. (The mail service takes 30 MB.)</summary>
    public const int IndividualsInLetter = 10_000;
    /// <summary>Of a decision at the desk or in the operator's room, in the person's own words.</summary>
    public const int Reason = 1_000;
    /// <summary>Rounds of letters before the one at the close.</summary>
    public const int Rounds = 12;
    /// <summary>Reminders to offices that have not answered.</summary>
    public const int FollowUps = 10;
    /// <summary>How often a second person may be asked to approve the letters of one campaign.</summary>
    public const int ApprovalRequests = 20;
    /// <summary>Coordinators who are asked.</summary>
    public const int Approvers = 50;
    /// <summary>Of what an office wrote back, as a coordinator records it.</summary>
    public const int ReplyWords = 5_000;
    /// <summary>Bytes of the file of a reply; in pieces it has to fit into one transaction of 4 MiB and 100 rows.</summary>
    public const int ReplyFile = 2_000_000;
    /// <summary>Bytes of the form that records a reply.</summary>
    public const int ReplyBytes = 2_100_000;
    /// <summary>Bytes of a mail that the mail service hands over with its files; it takes 30 MB itself.</summary>
    public const int InboundBytes = 31_000_000;
    /// <summary>Replies of one addressee, and as many that came by mail and wait.</summary>
    public const int Replies = 50;
    /// <summary>Updates of a campaign to its signatories.</summary>
    public const int Updates = 100;
    /// <summary>Of the subject of one.</summary>
    public const int UpdateSubject = 150;
    /// <summary>Of its text in one language.</summary>
    public const int UpdateText = 10_000;
    /// <summary>Domains on the three lists of a campaign together.</summary>
    public const int MailDomains = 100;
    /// <summary>Of one of them.</summary>
    public const int MailDomain = 100;
    /// <summary>Invited people who take part in a rehearsal.</summary>
    public const int RehearsedInvitations = 100;
    /// <summary>Addressees of a rehearsal.</summary>
    public const int RehearsedAddressees = 60;
    /// <summary>Mails of a rehearsal that are sent to who rehearses; the page shows all.</summary>
    public const int RehearsedMails = 100;
    /// <summary>Organisations that have to sign before the letters leave.</summary>
    public const int MustSigns = 100;
    /// <summary>Of the address of a webhook.</summary>
    public const int WebhookAddress = 500;
    /// <summary>Letters and mails that an operator sends again at once.</summary>
    public const int RetriedAtOnce = 100;
    /// <summary>Signatures that a preview names one by one; of more it gives the number.</summary>
    public const int PreviewLines = 200;
    /// <summary>Reviewers of a draft, those who have left with them.</summary>
    public const int Reviewers = 50;
    /// <summary>Coordinators who write one draft.</summary>
    public const int DraftEditors = 20;
    /// <summary>Versions of a draft in one language.</summary>
    public const int DraftVersions = 2_000;
    /// <summary>Comments on a draft; as many approvals and objections.</summary>
    public const int DraftComments = 300;
    /// <summary>Texts of a draft that are typed and not saved, of all editors together.</summary>
    public const int DraftCopies = 60;
    /// <summary>Characters of a paragraph by which a comment finds its place again.</summary>
    public const int DraftQuote = 300;
    /// <summary>Bytes of a form with a statement in it.</summary>
    public const int DraftBytes = 400_000;
    /// <summary>Fields of one form, or names of one JSON object.</summary>
    public const int Fields = 200;
    /// <summary>Errors that are told at once.</summary>
    public const int Errors = 200;
    /// <summary>Bytes of a launch request.</summary>
    public const int LaunchBytes = 2_000_000;
    /// <summary>Bytes of a receipt and a published list to check: some 40,000 lines. The published script takes any number.</summary>
    public const int VerifyBytes = 10_000_000;
    /// <summary>Bytes of any other form.</summary>
    public const int FormBytes = 32_768;
    /// <summary>Bytes of one report of the mail service, which sends about a megabyte at most.</summary>
    public const int RequestBytes = 4_000_000;
    /// <summary>Bytes of the rows of a copy that are written back at once; the Table service takes 4 MiB.</summary>
    public const int RestoreBytes = 3_000_000;
    /// <summary>Bytes of method, path and query together.</summary>
    public const int RequestLineBytes = 8_192;
    /// <summary>Bytes of all headers of a request together.</summary>
    public const int HeaderBytes = 32_768;
    public const int Headers = 100;
    /// <summary>Characters of what a person calls a session.</summary>
    public const int SessionLabel = 60;
    /// <summary>Passkeys of one person.</summary>
    public const int Passkeys = 10;
}
