using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using SendGrid.Helpers.Mail;

namespace Campaigns.Mail;

/// <summary>
/// Sends many messages in few requests. Those that are the same but for their personal words (<see cref="Message.Personal"/>) share a
/// request of up to a thousand personalizations; each person gets a message of their own and sees nobody else's address.
/// </summary>
/// <remarks>
/// The shared text has marks where the personal words belong, and the mail service puts the words there. A mark is a number that nobody can
/// guess, so a name cannot hold one; HTML has marks of its own, whose words are escaped.
/// </remarks>
public sealed class BulkMail(Mailer mailer)
{
    /// <summary>Personalizations in a request, by the service's rule.</summary>
    public const int Most = 1_000;
    const int AtOnce = 8;

    /// <returns>What became of each, in their order.</returns>
    internal async Task<IReadOnlyList<MailResult>> SendAsync(IReadOnlyList<Envelope> envelopes, CancellationToken cancellation)
    {
        var letters = envelopes.Select((envelope, index) => new Letter(index, envelope.To, envelope.Message(), envelope.Key)).ToList();
        var results = new MailResult[letters.Count];
        var refused = new ConcurrentBag<Letter>();
        await Parallel.ForEachAsync(Groups(letters), Side(cancellation), async (group, stop) =>
        {
            var result = group.Length == 1 ? await AloneAsync(group[0], stop) : await TogetherAsync(group, stop);
            foreach (var letter in group)
            {
                results[letter.Index] = result;
                if (group.Length > 1 && result is MailResult.Rejected) refused.Add(letter);
            }
        });
        // One address that the service does not like spoils its request: then each has to stand for itself.
        await Parallel.ForEachAsync(refused, Side(cancellation), async (letter, stop) => results[letter.Index] = await AloneAsync(letter, stop));
        return results;
    }

    sealed record Letter(int Index, string To, Message Message, string? Key);

    static ParallelOptions Side(CancellationToken cancellation) => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };

    /// <summary>Messages for one address never share a request.</summary>
    static IEnumerable<Letter[]> Groups(IEnumerable<Letter> letters)
    {
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        return letters.GroupBy(letter => (Shared: letter.Message.Personal is { } words ? letter.Message.With([.. words.Select(_ => "")]) : null,
                Nth: letter.Message.Personal is null ? letter.Index : seen[letter.To] = seen.GetValueOrDefault(letter.To) + 1))
            .SelectMany(group => group.Chunk(Most));
    }

    async Task<MailResult> AloneAsync(Letter letter, CancellationToken cancellation)
    {
        var message = await mailer.PrepareAsync(letter.To, MessageWords.Write(letter.Message));
        message.Personalizations![0].CustomArgs = Arguments(letter);
        return await mailer.SendAsync(message, cancellation);
    }

    static Dictionary<string, string>? Arguments(Letter letter) => letter.Key is { } key ? new() { [Envelope.Argument] = key } : null;

    async Task<MailResult> TogetherAsync(Letter[] group, CancellationToken cancellation)
    {
        var (inText, inHtml) = (Marks(group[0].Message), Marks(group[0].Message));
        var message = await mailer.PrepareAsync(group[0].To, MessageWords.Write(group[0].Message.With(inText)));
        foreach (var html in message.Contents!.Where(content => content.Type == SendGrid.MimeType.Html))
            html.Value = inText.Zip(inHtml).Aggregate(html.Value!, (text, mark) => text.Replace(mark.First, mark.Second, StringComparison.Ordinal));
        message.Subject = message.Personalizations![0].Subject;
        var shown = string.Concat(message.Contents!.Select(content => content.Value).Append(message.Subject));
        var headers = message.Personalizations[0].Headers;
        message.Personalizations = [.. group.Select(letter => Personalized(letter, inText, inHtml, shown, headers))];
        return await mailer.SendAsync(message, cancellation);
    }

    static Personalization Personalized(Letter letter, string[] inText, string[] inHtml, string shown, Dictionary<string, string>? headers)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (word, index) in letter.Message.Personal!.Select((word, index) => (word, index)))
        {
            // A neutral message names nobody: then the mail service has no need of the name.
            if (shown.Contains(inText[index], StringComparison.Ordinal)) words[inText[index]] = word;
            if (shown.Contains(inHtml[index], StringComparison.Ordinal)) words[inHtml[index]] = HtmlEncoder.Default.Encode(word);
        }
        return new() { Tos = [new(letter.To)], Substitutions = words.Count > 0 ? words : null, CustomArgs = Arguments(letter), Headers = Filled(headers, inText, letter.Message.Personal!) };
    }

    /// <summary>The mail service puts no words into headers.</summary>
    static Dictionary<string, string>? Filled(Dictionary<string, string>? headers, string[] marks, IReadOnlyList<string> words) =>
        headers?.ToDictionary(one => one.Key, one => marks.Zip(words).Aggregate(one.Value, (text, mark) => text.Replace(mark.First, mark.Second, StringComparison.Ordinal)));

    static string[] Marks(Message message)
    {
        var number = RandomNumberGenerator.GetHexString(16).Aggregate("", (digits, c) => digits + Convert.ToInt32($"{c}", 16).ToString("D2", CultureInfo.InvariantCulture));
        return [.. Enumerable.Range(0, message.Personal!.Count).Select(index => $"-{number}{index}-")];
    }
}
