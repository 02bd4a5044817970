namespace SendGrid.Helpers.Mail;

/// <summary>
/// What goes on an envelope. Each method writes to the personalization it is given (and adds that one to the message), or to the one at
/// an index; an index just past the end begins a new one.
/// </summary>
public partial class SendGridMessage
{
    /// <summary>Adds a recipient to the first envelope.</summary>
    public void AddTo(string email, string? name = null) => AddTo(new EmailAddress(email, name));

    /// <summary>Adds a recipient.</summary>
    public void AddTo(EmailAddress email, int personalizationIndex = 0, Personalization? personalization = null) =>
        (Envelope(personalizationIndex, personalization).Tos ??= []).Add(email);

    /// <summary>Adds recipients, each shown to the others.</summary>
    public void AddTos(List<EmailAddress> emails, int personalizationIndex = 0, Personalization? personalization = null) =>
        (Envelope(personalizationIndex, personalization).Tos ??= []).AddRange(emails);

    /// <summary>Adds a copy.</summary>
    public void AddCc(EmailAddress email, int personalizationIndex = 0, Personalization? personalization = null) =>
        (Envelope(personalizationIndex, personalization).Ccs ??= []).Add(email);

    /// <summary>Adds a blind copy.</summary>
    public void AddBcc(EmailAddress email, int personalizationIndex = 0, Personalization? personalization = null) =>
        (Envelope(personalizationIndex, personalization).Bccs ??= []).Add(email);

    /// <summary>Sets an envelope's subject.</summary>
    public void SetSubject(string subject, int personalizationIndex = 0, Personalization? personalization = null) =>
        Envelope(personalizationIndex, personalization).Subject = subject;

    /// <summary>Adds a mail header.</summary>
    public void AddHeader(string headerKey, string headerValue, int personalizationIndex = 0, Personalization? personalization = null) =>
        (Envelope(personalizationIndex, personalization).Headers ??= []).Add(headerKey, headerValue);

    /// <summary>Adds mail headers; one that is there already is replaced.</summary>
    public void AddHeaders(Dictionary<string, string> headers, int personalizationIndex = 0, Personalization? personalization = null) =>
        Merge(Envelope(personalizationIndex, personalization).Headers ??= [], headers);

    /// <summary>Adds a custom argument.</summary>
    public void AddCustomArg(string customArgKey, string customArgValue, int personalizationIndex = 0, Personalization? personalization = null) =>
        (Envelope(personalizationIndex, personalization).CustomArgs ??= []).Add(customArgKey, customArgValue);

    /// <summary>Adds custom arguments; one that is there already is replaced.</summary>
    public void AddCustomArgs(Dictionary<string, string> customArgs, int personalizationIndex = 0, Personalization? personalization = null) =>
        Merge(Envelope(personalizationIndex, personalization).CustomArgs ??= [], customArgs);

    /// <summary>Adds a substitution.</summary>
    public void AddSubstitution(string substitutionKey, string substitutionValue, int personalizationIndex = 0, Personalization? personalization = null) =>
        (Envelope(personalizationIndex, personalization).Substitutions ??= []).Add(substitutionKey, substitutionValue);

    /// <summary>Adds substitutions; one that is there already is replaced.</summary>
    public void AddSubstitutions(Dictionary<string, string> substitutions, int personalizationIndex = 0, Personalization? personalization = null) =>
        Merge(Envelope(personalizationIndex, personalization).Substitutions ??= [], substitutions);

    Personalization Envelope(int index, Personalization? given)
    {
        Personalizations ??= [];
        if (given is not null)
        {
            if (!Personalizations.Contains(given))
                Personalizations.Add(given);
            return given;
        }
        if (index == Personalizations.Count)
            Personalizations.Add(new Personalization());
        return Personalizations[index];
    }

    static void Merge(Dictionary<string, string> into, Dictionary<string, string> from)
    {
        foreach (var (key, value) in from)
            into[key] = value;
    }
}
