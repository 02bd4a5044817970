using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Campaigns.Alarms;
using Campaigns.Mail;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Letters;

/// <summary>Every message in every language: whole, the same in html and text, one act at most.</summary>
public sealed partial class MessageWordsTests(AzuriteFixture azurite)
{
    static readonly DateTimeOffset Deadline = new(2026, 11, 30, 22, 30, 0, TimeSpan.Zero);
    const string Link = "https://campaigns.example.org/sign/abc";
    static readonly TypedCode Code = new("campaigns.example.org/code", "K7QF-2M9X");

    static readonly MissedConditions Missed = new(new(3, 2, 0), 40, 10, 2, 0, ["House of Examples (PL)", "Committee & Co (NO)"]);

    internal static IEnumerable<Message> Every(string language) =>
    [
        new SignInLink(language, Link),
        new FactorSwitched(language, On: true),
        new FactorSwitched(language, On: false),
        new PasskeyChanged(language, Added: true),
        new PasskeyChanged(language, Added: false),
        new FactorReset(language, "The telephone was <lost>"),
        new CampaignLaunched(language, "Title & <b>", Link, Deadline, Deadline, "Europe/Oslo"),
        new ConfirmSignature(language, "Title & <b>", "Ana Example", null, Link, Deadline, "Asia/Kathmandu"),
        new ConfirmSignature(language, "Title & <b>", "Ana Example", "House of Examples", Link, Deadline, "Asia/Kathmandu"),
        new ConfirmSignature(language, "Title & <b>", "Ana Example", null, Link, Deadline, "UTC") { Code = Code },
        new ReminderToConfirm(language, "Title & <b>", "Ana Example", null, Link, Deadline, "UTC") { Code = Code },
        new ReminderToConfirm(language, "Title & <b>", "Ana Example", "House of Examples", Link, Deadline, "UTC") { Code = Code },
        new AlreadySigned(language, "Title & <b>", Link) { Code = Code },
        new InvitationToSign(language, "Title & <b>", "Ana Example", "House of Examples", Link, Deadline, "UTC"),
        new ReminderToSign(language, "Title & <b>", "Ana Example", "House of Examples", Link, Deadline, "America/Toronto"),
        new ApprovalNeeded(language, "Title & <b>", Link, new(37, 18, 2), 40, null),
        new ApprovalNeeded(language, "Title & <b>", Link, new(1, 1, 0), null, null),
        new ApprovalNeeded(language, "Title & <b>", Link, new(1, 1, 0), null, null) { Second = true },
        new SecondApprovalAsked(language, "Title & <b>", Link, "ana@example.org", 57, new(37, 18, 0), Deadline, "Europe/Oslo", false),
        new SecondApprovalAsked(language, "Title & <b>", Link, null, 57, new(37, 18, 0), Deadline, "Europe/Oslo", false),
        new SecondApprovalAsked(language, "Title & <b>", Link, null, 57, new(37, 18, 0), Deadline, "Europe/Oslo", true),
        new SecondApprovalAwaited(language, "Title & <b>", Link, new(37, 18, 0)),
        new SecondApprovalRefused(language, "Title & <b>", Link, "The date is <wrong>"),
        new ApprovalNeeded(language, "Title & <b>", Link, new(1, 1, 0), null, null) { Conditions = Missed },
        new DeadlineExtended(language, "Title & <b>", Link, Missed, Deadline, Deadline.AddDays(1), "Europe/Oslo"),
        new NothingSent(language, "Title & <b>", Link, Missed),
        new CampaignNotSent(language, "Title & <b>"),
        new DispatchReport(language, "Title & <b>", Link, new(37, 18, 0), 5, 5, 0),
        new DispatchReport(language, "Title & <b>", Link, new(37, 18, 0), 5, 3, 2),
        new CampaignCancelled(language, "Title & <b>"),
        new UpdateToSignatory(language, "Title & <b>", 3, Link, Link) { Text = new("fr", "Du nouveau", "Ils ont répondu.") },
        .. Enum.GetValues<DeadlineReader>().Select(reader => new DeadlineChanged(language, "Title & <b>", reader, Link, Deadline, Deadline.AddHours((int)reader - 1), "Europe/Oslo") { Code = Code, ReaderZone = "Asia/Kathmandu" }),
        new DeadlineChanged(language, "Title & <b>", DeadlineReader.Signed, Link, null, Deadline, "Europe/Oslo"),
        new ReviewAsked(language, "Title & <b>", "Ana Example", Link, Deadline, "Europe/Oslo"),
        new ReviewReminder(language, "Title & <b>", "Ana Example", Link, Deadline, "Europe/Oslo"),
        new ReviewRoundOver(language, "Title & <b>", Link, 3, 1, 2),
        new RoundWaits(language, "Title & <b>", "Before the summit", Link, new(37, 18, 2)),
        new CampaignCancelled(language, "Title & <b>", HasSent: true),
        new CampaignNotSent(language, "Title & <b>", HasSent: true),
        new OpeningStopped(language, "Title & <b>", Link, ByObjection: true),
        new OpeningStopped(language, "Title & <b>", Link, ByObjection: false),
        .. Enum.GetValues<AlarmKind>().Select(kind => new AlarmRaised(language, kind == AlarmKind.Mail ? null : "Title & <b>", Link,
            new Trouble(kind, Deadline) { Step = StepKind.Close, Count = 2, Error = "Close: storage answered 503" }, Deadline)),
        .. Neutral(language),
    ];

    static IEnumerable<MessageToSignatory> Neutral(string language) =>
    [
        new ConfirmSignature(language, Title, Person, "House of Examples", Link, Deadline, "UTC") { Code = Code, Neutral = true },
        new ReminderToConfirm(language, Title, Person, "House of Examples", Link, Deadline, "UTC") { Code = Code, Neutral = true },
        new AlreadySigned(language, Title, Link) { Code = Code, Neutral = true },
        new InvitationToSign(language, Title, Person, "House of Examples", Link, Deadline, "UTC") { Code = Code, Neutral = true },
        new ReminderToSign(language, Title, Person, "House of Examples", Link, Deadline, "UTC") { Code = Code, Neutral = true },
        new CampaignCancelled(language, Title) { Neutral = true },
        new UpdateToSignatory(language, Title, 3, Link, Link) { Text = new("en", Title, Person), Neutral = true },
        new CampaignNotSent(language, Title) { Neutral = true },
        new DeadlineChanged(language, Title, DeadlineReader.Invited, Link, Deadline, Deadline.AddDays(1), "UTC") { Code = Code, ReaderZone = "Europe/Oslo", Neutral = true },
    ];

    const string Title = "Free Mira";
    const string Person = "Ana Example";

    [Fact]
    public void Every_kind_is_here()
    {
        var kinds = typeof(Message).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Message)) && !type.IsAbstract);
        Assert.Empty(kinds.Except(Every("en").Select(message => message.GetType())));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    [InlineData("ru")]
    [InlineData("uk")]
    [InlineData("es")]
    [InlineData("ar")]
    [InlineData("ka")]
    public void Every_message_has_words_and_no_place_left_open(string language)
    {
        foreach (var content in Every(language).Select(MessageWords.Write))
        {
            var text = content.Subject + MailText.Render(content);
            Assert.DoesNotMatch(Placeholder(), text);
            Assert.DoesNotContain('\n', content.Subject);
            Assert.NotEmpty(content.Footer);
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    [InlineData("ru")]
    [InlineData("uk")]
    [InlineData("es")]
    [InlineData("ar")]
    public async Task Html_and_text_say_the_same_and_carry_one_link_at_most_beside_the_one_to_get_no_more(string language)
    {
        await using var office = await PostOffice.OpenAsync(azurite);
        var html = office.Get<MailHtml>();
        foreach (var content in Every(language).Select(MessageWords.Write))
        {
            var page = new HtmlParser().ParseDocument(await html.RenderAsync(content));
            var shown = Squeeze(page.Body!.TextContent);
            foreach (var line in MailText.Render(content).Split('\n').Where(line => line.Length > 2 && !line.StartsWith("--", StringComparison.Ordinal) && line != Link))
                Assert.Contains(Squeeze(line.TrimEnd(':')), shown, StringComparison.Ordinal);
            Assert.InRange(page.Links.Length, 0, content.Stop is null ? 1 : 2);
            Assert.Empty(page.QuerySelectorAll("img, script, link, iframe"));
        }
    }

    [Theory]
    [InlineData("en", "sign", "statement", "campaign")]
    [InlineData("fr", "sign", "déclaration", "campagne")]
    [InlineData("ru", "подпис", "заявлен", "обращен")]
    [InlineData("uk", "підпис", "заяв", "кампан")]
    [InlineData("es", "firm", "declaración", "campaña")]
    [InlineData("ar", "توقيع", "بيان", "حملة")]
    public void A_neutral_message_says_nothing_about_what_it_is(string language, params string[] telling)
    {
        foreach (var content in Neutral(language).Select(MessageWords.Write))
        {
            Assert.True(content.Neutral);
            var said = (content.Subject + MailText.Render(content)).Replace(Link, "", StringComparison.Ordinal).Replace(Code.Page, "", StringComparison.Ordinal);
            foreach (var word in (string[])[Title, "Mira", Person, "House of Examples", .. telling]) Assert.DoesNotContain(word, said, StringComparison.OrdinalIgnoreCase);
        }
        var kinds = typeof(MessageToSignatory).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(MessageToSignatory)));
        Assert.Empty(kinds.Except(Neutral(language).Select(message => message.GetType())));
    }

    [Fact]
    public void A_deadline_is_said_in_the_campaigns_zone_and_in_utc()
    {
        var text = MailText.Render(MessageWords.Write(new InvitationToSign("en", "T", "A", "O", Link, Deadline, "Europe/Oslo")));
        Assert.Contains("Monday 30 November 2026, 23:30 (Oslo, UTC+01:00; 22:30 UTC)", text, StringComparison.Ordinal);
    }

    static string Squeeze(string text) => Spaces().Replace(text, " ").Trim();

    [GeneratedRegex(@"\{\d")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
