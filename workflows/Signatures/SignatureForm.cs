using Campaigns.Checks;

namespace Campaigns.Signatures;

/// <summary>Checks what a person typed into the form to sign, or into the page behind an invitation.</summary>
public static class SignatureForm
{
    /// <summary>The words of the field <c>publication</c>.</summary>
    public static readonly IReadOnlyList<(string Name, Publication Value)> Publications =
        [("public", Publication.Public), ("name-withheld", Publication.NameWithheld), ("addressee-only", Publication.AddresseeOnly),
            ("pseudonym", Publication.Pseudonym)];

    static readonly (string Name, bool Value)[] YesOrNo = [("yes", true), ("no", false)];

    static readonly (string Name, SignatoryKind Value)[] Kinds =
        [("organisation", SignatoryKind.Organisation), ("individual", SignatoryKind.Individual)];

    /// <summary>Those that the campaign allows.</summary>
    public static IReadOnlyList<(string Name, Publication Value)> PublicationsOf(Campaign campaign) =>
        campaign.Publications.IsEmpty ? Publications : [.. Publications.Where(choice => campaign.Publications.Contains(choice.Value))];

    /// <summary>Fields: kind, organisation, website (optional), country, name, role, email, publication, pseudonym (where that is the publication), language, neutral, updates.</summary>
    /// <remarks>An empty <c>kind</c> is taken as the only one allowed, an empty <c>language</c> as the campaign's own.</remarks>
    public static Checked<SignatureRequest> Read(Campaign campaign, IReadOnlyDictionary<string, string> fields)
    {
        var form = new FieldReader(fields);
        var kind = Kind(campaign.Signatories, form);
        var organisation = form.Text("organisation", Limits.Name, required: kind == SignatoryKind.Organisation);
        var website = kind == SignatoryKind.Organisation ? form.Website("website") : "";
        var country = form.CountryCode("country");
        var name = form.Text("name", Limits.Name, required: true);
        var role = form.Text("role", Limits.Name, required: false);
        var email = form.Email("email");
        var publication = Chosen(campaign, form);
        var language = form.Language("language", empty: campaign.Language);
        var neutral = form.Choice("neutral", YesOrNo, empty: false);
        var updates = form.Choice("updates", YesOrNo, empty: false);
        if (kind == SignatoryKind.Individual) organisation = "";
        return form.Result(() => new SignatureRequest(kind!.Value, organisation, country, name, role, email.Address, publication.Publication, language)
        {
            Pseudonym = publication.Pseudonym,
            Website = website,
            Neutral = neutral,
            Updates = updates,
        });
    }

    /// <summary>Fields: name, role, publication, pseudonym.</summary>
    public static Checked<InvitationReply> ReadReply(Campaign campaign, IReadOnlyDictionary<string, string> fields)
    {
        var form = new FieldReader(fields);
        var name = form.Text("name", Limits.Name, required: true);
        var role = form.Text("role", Limits.Name, required: false);
        var publication = Chosen(campaign, form);
        return form.Result(() => new InvitationReply(name, role, publication.Publication) { Pseudonym = publication.Pseudonym });
    }

    /// <summary>Fields: publication, pseudonym.</summary>
    public static Checked<PublicationWish> ReadPublication(Campaign campaign, IReadOnlyDictionary<string, string> fields)
    {
        var form = new FieldReader(fields);
        var publication = Chosen(campaign, form);
        return form.Result(() => publication);
    }

    /// <summary>Comes with a box for updates: one that is not ticked sends nothing of its own.</summary>
    public const string UpdatesAsked = "updates-asked";

    /// <summary>Fields: updates (yes, no; optional), updates-asked.</summary>
    public static Checked<UpdatesWish> ReadUpdates(IReadOnlyDictionary<string, string> fields)
    {
        var form = new FieldReader(fields);
        bool? wanted = form.Raw("updates").Length > 0 ? form.Choice("updates", YesOrNo) : form.Raw(UpdatesAsked).Length > 0 ? false : null;
        return form.Result(() => new UpdatesWish(wanted));
    }

    static PublicationWish Chosen(Campaign campaign, FieldReader form)
    {
        var before = form.Errors.Count;
        var publication = form.Choice("publication", PublicationsOf(campaign));
        var wanted = publication == Publication.Pseudonym && form.Errors.Count == before;
        return new(publication, wanted ? form.Text("pseudonym", Limits.Name, required: true) : "");
    }

    /// <summary>Null when it was refused.</summary>
    static SignatoryKind? Kind(SignatoryRule rule, FieldReader form)
    {
        SignatoryKind? only = rule switch
        {
            SignatoryRule.Organisations => SignatoryKind.Organisation,
            SignatoryRule.Individuals => SignatoryKind.Individual,
            _ => null,
        };
        var before = form.Errors.Count;
        var kind = form.Choice("kind", Kinds, empty: only);
        if (form.Errors.Count > before) return null;
        if (only is null || kind == only) return kind;
        form.Refuse("kind", "NotAllowedHere");
        return null;
    }
}
