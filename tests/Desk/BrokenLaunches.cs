namespace Campaigns.Tests.Desk;

/// <summary>One field of a launch, spoilt in every way that the field can be; with the line, where it has lines.</summary>
static class BrokenLaunches
{
    const string Addressee = "Minister; Ministry; AT; minister@example.org; de; Dear Minister";
    const string Invitation = "Committee; NO; Kari; kari@example.org; en";
    static readonly string Long = new('x', 40_000);

    public static TheoryData<string, string, int> All()
    {
        var all = new TheoryData<string, string, int>();
        void Add(string field, int line, params string[] values)
        {
            foreach (var value in values) all.Add(field, value, line);
        }

        Add("title", 0, "", "   ", "***", Long, "Two\nlines", "Subject\r\nBcc: spy@example.org", "\u202Ereversed", "no\uFFFEcharacter", "lost \uFFFD");
        Add("language", 0, "", "Klingon!", "e", Long, "en\r\nX-Injected: 1", "<script>");
        Add("statement", 0, "", " \n ", Long, "bell\a", "no\uFFFEcharacter", "lost \uFFFD");
        Add("statement.fr", 0, Long, "bell\a");
        Add("statement.<b>", 0, "Bonjour");
        Add("window", 0, "", "soon", "PT0S", "-PT6H", "P100Y", "6", Long, "PT6H\r\nX: 1", "<script>alert(1)</script>");
        Add("closesAt", 0, "tomorrow", "2020-01-01T10:00Z", "2026-02-30T10:00", "2026-13-01T10:00", "9999-12-31T23:59Z", Long, "2026-03-09", "<script>");
        Add("opensAt", 0, "now", "2020-01-01T10:00Z", "2999-01-01T10:00Z", Long);
        Add("timeZone", 0, "Mars/Olympus", "CEST+2", Long, "Europe/Warsaw\r\nX: 1", "../../etc/passwd");
        Add("embargoUntil", 0, "later", "2020-01-01T10:00Z", "2999-01-01T10:00Z", Long);
        Add("signatories", 0, "everyone", Long, "both,none");
        Add("vetting", 0, "always", Long);
        Add("approval", 0, "sometimes", Long);
        Add("minimumSignatures", 0, "many", "-1", "0", "1.5", "99999999999999999999", Long);
        Add("minimumCountries", 0, "many", "-1", "0", "5000");
        Add("coordinator", 0, "me", "me@", "a@example.org, b@example.org", "me@example.org\r\nBcc: spy@example.org", Long);
        Add("addressees", 1, "Minister", "Minister; Ministry; ZZ; minister@example.org; de; Dear", "; Ministry; AT; minister@example.org; de; Dear Minister",
            "Minister; Ministry; AT; not an address; de; Dear Minister", "Minister; Ministry; AT; minister@example.org; !; Dear Minister", "\"open; Ministry; AT; a@example.org; de; x");
        Add("addressees", 3, $"{Addressee}\n\n{Addressee}", $"{Addressee}\n\nbroken", $"{Addressee}\r\n\r\n{Long}; Ministry; AT; b@example.org; de; Dear");
        Add("invitations", 1, "Committee", "Committee; XX; Kari; kari@example.org; en", "Committee; NO; Kari; kari@@example.org; en", "Com\u0007mittee; NO; Kari; kari@example.org; en");
        Add("invitations", 2, $"{Invitation}\n{Invitation}", $"{Invitation}\n; NO; Kari; other@example.org; en");
        Add("reminders", 1, "often", "150%", "0%", "-PT1H", Long);
        Add("reminders", 2, "50%, 50%", "50%, never");
        return all;
    }
}
