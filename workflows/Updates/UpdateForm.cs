using Campaigns.Checks;

namespace Campaigns.Updates;

/// <summary>Checks an update as it is typed at the desk.</summary>
public static class UpdateForm
{
    /// <summary>The name of a language's field: <c>subject</c> and <c>text</c> of the campaign's own, <c>subject.fr</c> and <c>text.fr</c> of another.</summary>
    public static string Field(Campaign campaign, string name, string language) => language == campaign.Language ? name : $"{name}.{language}";

    public static IEnumerable<string> Fields(Campaign campaign) =>
        campaign.Languages.SelectMany(language => new[] { Field(campaign, "subject", language), Field(campaign, "text", language) });

    /// <summary>Fields: subject and text, required in the campaign's own language. Of another either both or none: its readers then get the first.</summary>
    public static Checked<IReadOnlyList<UpdateText>> Read(Campaign campaign, IReadOnlyDictionary<string, string> fields)
    {
        var form = new FieldReader(fields);
        var texts = new List<UpdateText>();
        foreach (var language in campaign.Languages.OrderBy(language => language != campaign.Language))
        {
            var (subject, text) = (Field(campaign, "subject", language), Field(campaign, "text", language));
            var isWritten = language == campaign.Language || form.Raw(subject).Length > 0 || form.Raw(text).Length > 0;
            if (isWritten) texts.Add(new(language, form.Text(subject, Limits.UpdateSubject, required: true), Text(form, text)));
        }
        return form.Result<IReadOnlyList<UpdateText>>(() => texts);
    }

    /// <summary>The fields of a form that holds these texts.</summary>
    public static IReadOnlyDictionary<string, string> Values(Campaign campaign, IEnumerable<UpdateText> texts) => texts.SelectMany(text => new[]
    {
        (Field(campaign, "subject", text.Language), text.Subject),
        (Field(campaign, "text", text.Language), text.Markdown),
    }).ToDictionary(one => one.Item1, one => one.Item2);

    static string Text(FieldReader form, string field)
    {
        var typed = form.Raw(field);
        if (typed.Length == 0) form.Refuse(field, "Required");
        else if (!PlainText.IsBlock(typed)) form.Refuse(field, "ControlCharacters");
        else if (PlainText.Canonical(typed) is var text && text.Length > Limits.UpdateText) form.Refuse(field, "TooLong", $"{Limits.UpdateText}");
        else return text;
        return "";
    }
}
