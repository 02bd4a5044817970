namespace Campaigns.Local.MailRoom.Sending;

/// <summary>Holds a request against SendGrid's rules. Every error names its field.</summary>
sealed class RequestCheck
{
    const int MostPeople = 1000;
    const int MostBytes = 10_000;

    readonly SendRequest request;
    readonly FieldCheck fields = new();

    RequestCheck(SendRequest request) => this.request = request;

    /// <summary>What is wrong; empty when the request may be accepted.</summary>
    public static IReadOnlyList<ApiError> Of(SendRequest request)
    {
        var check = new RequestCheck(request);
        check.People();
        check.Message();
        check.Content();
        check.Files();
        return check.fields.Errors;
    }

    void People()
    {
        var people = request.Personalizations ?? [];
        if (people.Count == 0)
            fields.Fail("personalizations", "The personalizations field is required and must have at least one personalization.");
        if (people.Count > MostPeople)
        {
            fields.Fail("personalizations", $"There may be at most {MostPeople} personalizations.");
            return;
        }
        for (var n = 0; n < people.Count; n++)
            Person(people[n], $"personalizations.{n}");
        if (people.Sum(person => person?.Everyone.Count()) > MostPeople)
            fields.Fail("personalizations", $"There may be at most {MostPeople} recipients in all.");
    }

    void Person(SendRequest.Person? person, string path)
    {
        if (person?.To is not { Count: > 0 })
        {
            fields.Fail($"{path}.to", "The to array is required for all personalization objects, and must have at least one email object.");
            return;
        }
        fields.Unsupported(person.Others, path + ".");
        fields.Addresses(person.To, $"{path}.to");
        fields.Addresses(person.Cc, $"{path}.cc");
        fields.Addresses(person.Bcc, $"{path}.bcc");
        if (Repeated(person) is { } twice)
            fields.Fail(path, $"Each email address in the personalization block should be unique between to, cc, and bcc. We found the first duplicate instance of [{twice}].");
        if (person.From is { } from)
            fields.Address(from, $"{path}.from");
        if (string.IsNullOrEmpty(person.Subject) && string.IsNullOrEmpty(request.Subject))
            fields.Fail($"{path}.subject", "The subject is required: here or for the whole message.");
        fields.OneLine(person.Subject, $"{path}.subject");
        fields.Headers(person.Headers, $"{path}.headers");
        fields.Values(person.Substitutions, $"{path}.substitutions", MostBytes);
        fields.Values(Merged(request.CustomArgs, person.CustomArgs), $"{path}.custom_args", MostBytes);
    }

    static string? Repeated(SendRequest.Person person) =>
        person.Everyone.GroupBy(address => address?.Email, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1)?.Key;

    void Message()
    {
        fields.Unsupported(request.Others, "");
        if (request.From is { } from)
            fields.Address(from, "from");
        else
            fields.Fail("from", "The from object must be provided for every email send. It is an object that requires the email parameter.");
        if (request.ReplyTo is { } replyTo)
            fields.Address(replyTo, "reply_to");
        fields.OneLine(request.Subject, "subject");
        fields.Headers(request.Headers, "headers");
        fields.Values(request.CustomArgs, "custom_args", MostBytes);
        var categories = request.Categories ?? [];
        if (categories.Count > 10 || categories.Distinct().Count() < categories.Count || categories.Any(word => word is not { Length: > 0 and <= 255 }))
            fields.Fail("categories", "There may be at most 10 categories, all different, of 1 to 255 characters.");
    }

    void Content()
    {
        var parts = request.Content ?? [];
        if (parts.Count == 0)
            fields.Fail("content", "Unless a valid template_id is provided, the content parameter is required. There must be at least one defined content block.");
        for (var n = 0; n < parts.Count; n++)
        {
            if (parts[n] is not { Value.Length: > 0 })
                fields.Fail($"content.{n}.value", "The content value must be a string at least one character in length.");
            if (parts[n]?.Type is not (Mime.Text or Mime.Html))
                fields.Fail($"content.{n}.type", $"The content type must be {Mime.Text} or {Mime.Html}.");
        }
        string?[] types = [.. parts.Select(part => part?.Type)];
        if (types.Distinct().Count() < types.Length)
            fields.Fail("content", "Each content type may be there once.");
        if (Array.IndexOf(types, Mime.Text) > 0)
            fields.Fail("content", "If present, text/plain and text/html may only be provided once, and text/plain must come first.");
    }

    void Files()
    {
        var files = request.Attachments ?? [];
        for (var n = 0; n < files.Count; n++)
        {
            if (files[n] is not { Filename.Length: > 0 })
                fields.Fail($"attachments.{n}.filename", "The filename of an attachment is required.");
            if (files[n] is not { Content.Length: > 0 } file || !Mime.IsBase64(file.Content))
                fields.Fail($"attachments.{n}.content", "The content of an attachment must be base64 and not empty.");
            fields.OneLine(files[n]?.Filename, $"attachments.{n}.filename");
            fields.OneLine(files[n]?.Type, $"attachments.{n}.type");
            if (files[n]?.Disposition is not (null or "attachment" or "inline"))
                fields.Fail($"attachments.{n}.disposition", "The disposition must be attachment or inline.");
        }
    }

    /// <summary>A personalization's values win over the message's.</summary>
    public static Dictionary<string, string?> Merged(IReadOnlyDictionary<string, string?>? all, IReadOnlyDictionary<string, string?>? own)
    {
        var merged = new Dictionary<string, string?>(all ?? new Dictionary<string, string?>());
        foreach (var (key, value) in own ?? new Dictionary<string, string?>())
            merged[key] = value;
        return merged;
    }
}
