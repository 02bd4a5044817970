using System.Collections.Immutable;
using Campaigns.Signatures;

namespace Campaigns.Tests.Book;

public sealed class SignatureFormTests
{
    static readonly ImmutableDictionary<string, string> Good = new Dictionary<string, string>
    {
        ["kind"] = "organisation",
        ["organisation"] = " Committee ",
        ["country"] = "no",
        ["name"] = "Ana Sample",
        ["role"] = "",
        ["email"] = "ana@example.org",
        ["publication"] = "name-withheld",
        ["language"] = "fr",
    }.ToImmutableDictionary();

    [Fact]
    public void AGoodFormBecomesARequest()
    {
        var read = SignatureForm.Read(Campaign(SignatoryRule.Both), Good);

        Assert.Equal(new SignatureRequest(SignatoryKind.Organisation, "Committee", "NO", "Ana Sample", "", "ana@example.org",
            Publication.NameWithheld, "fr"), read.Value);
    }

    [Theory]
    [InlineData("kind", "", "Required")]
    [InlineData("kind", "robot", "NotOneOf")]
    [InlineData("organisation", "", "Required")]
    [InlineData("organisation", "a\nb", "ControlCharacters")]
    [InlineData("organisation", "<script>alert(1)</script>", "Markup")]
    [InlineData("country", "", "Required")]
    [InlineData("country", "XX", "NotACountry")]
    [InlineData("name", "", "Required")]
    [InlineData("name", "a\r\nBcc: b@example.org", "ControlCharacters")]
    [InlineData("role", "\u0007", "ControlCharacters")]
    [InlineData("email", "", "Required")]
    [InlineData("email", "ana", "NotAnAddress")]
    [InlineData("email", "a@example.org\r\nBcc: b@example.org", "ControlCharacters")]
    [InlineData("publication", "", "Required")]
    [InlineData("publication", "secret", "NotOneOf")]
    [InlineData("language", "xx", "NotALanguage")]
    public void EveryFieldIsHeldAgainstItsRule(string field, string value, string reason)
    {
        var error = Assert.Single(SignatureForm.Read(Campaign(SignatoryRule.Both), Good.SetItem(field, value)).Errors);

        Assert.Equal((field, reason), (error.Field, error.Reason));
    }

    [Theory]
    [InlineData("organisation", 200)]
    [InlineData("name", 200)]
    [InlineData("role", 200)]
    [InlineData("email", 254)]
    public void TooLongSaysTheLimit(string field, int limit)
    {
        var error = Assert.Single(SignatureForm.Read(Campaign(SignatoryRule.Both), Good.SetItem(field, new string('a', limit + 1))).Errors);

        Assert.Equal((field, "TooLong", $"{limit}"), (error.Field, error.Reason, Assert.Single(error.Arguments)));
    }

    [Fact]
    public void AnEmptyFormNamesEveryFieldThatIsNeeded() => Assert.Equal(
        ["kind", "country", "name", "email", "publication"],
        SignatureForm.Read(Campaign(SignatoryRule.Both), ImmutableDictionary<string, string>.Empty).Errors.Select(error => error.Field));

    [Fact]
    public void TheCampaignSaysWhoMaySign()
    {
        var error = Assert.Single(SignatureForm.Read(Campaign(SignatoryRule.Individuals), Good).Errors);
        Assert.Equal(("kind", "NotAllowedHere"), (error.Field, error.Reason));
        Assert.Equal(SignatoryKind.Organisation, SignatureForm.Read(Campaign(SignatoryRule.Organisations), Good.Remove("kind")).Value.Kind);
        Assert.Equal("", SignatureForm.Read(Campaign(SignatoryRule.Both), Good.SetItem("kind", "individual")).Value.Organisation);
    }

    [Fact]
    public void AReplyNeedsANameAndAChoice()
    {
        Assert.Equal(["name", "publication"], SignatureForm.ReadReply(Campaign(SignatoryRule.Both), ImmutableDictionary<string, string>.Empty).Errors.Select(e => e.Field));
        Assert.Equal(new InvitationReply("Ana Sample", "", Publication.NameWithheld), SignatureForm.ReadReply(Campaign(SignatoryRule.Both), Good).Value);
    }

    static Campaign Campaign(SignatoryRule rule) => new()
    {
        Id = "a",
        Title = "",
        Phase = Phase.Open,
        Language = "en",
        Languages = ["en"],
        TextHash = "",
        TimeZone = "UTC",
        OpensAt = default,
        ClosesAt = default,
        Signatories = rule,
        Vetting = VettingRule.None,
        Approval = ApprovalRule.Automatic,
        Reminders = [],
        Addressees = 0,
        Invitations = 0,
        Shards = 1,
        LaunchedAt = default,
    };
}
