using System.Diagnostics;
using System.Net;
using Campaigns.Access;
using Campaigns.Functions.Pages;

namespace Campaigns.Bench.Book;

/// <summary>
/// People who sign as people do: the form is posted, the mail's link is opened, its one button pressed. Every eighth signs for
/// an organisation.
/// </summary>
sealed class Signer(BookApp app, HttpClient http, string campaign, string crowd)
{
    static readonly string[] Countries = ["NO", "PL", "GE", "AM", "KZ", "DE", "FR", "UA"];
    string form = "";

    /// <summary>Loads the campaign's page once; its form's hidden input serves everybody.</summary>
    public async Task<Signer> ReadyAsync()
    {
        form = Hidden(await http.GetStringAsync(new Uri($"/campaigns/{campaign}", UriKind.Relative)));
        return this;
    }

    /// <summary>The whole way of one person.</summary>
    public async Task SignAsync(int number) => await ConfirmAsync(await AskAsync(number));

    /// <returns>The path of the link that came by mail.</returns>
    public async Task<string> AskAsync(int number)
    {
        await PostFormAsync(number);
        return await app.Mail.LinkAsync(Address(number));
    }

    public async Task PostFormAsync(int number)
    {
        var isFor = number % 8 == 0;
        using var answer = await http.PostAsync(new Uri($"/campaigns/{campaign}/signatures", UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string>
        {
            [FormState.TokenField] = form,
            ["kind"] = isFor ? "organisation" : "individual",
            ["organisation"] = isFor ? $"Committee {number} of {crowd}" : "",
            ["country"] = Countries[number % Countries.Length],
            ["name"] = $"Person {number}",
            ["role"] = isFor ? "chair" : "",
            ["email"] = Address(number),
            ["publication"] = "public",
            ["language"] = "en",
        }));
        Expect(answer, HttpStatusCode.SeeOther);
    }

    public Task<string> LinkAsync(int number) => app.Mail.LinkAsync(Address(number));

    /// <summary>Presses the button of a page that was opened before.</summary>
    public async Task PressAsync(string link)
    {
        using var answer = await PostAsync(link, app.Get<FormTokens>().Create(link, ""));
    }

    /// <summary>Opens the page behind the link and presses the button.</summary>
    /// <returns>How long the button took.</returns>
    public async Task<TimeSpan> ConfirmAsync(string link)
    {
        var page = new Uri(link, UriKind.Relative);
        var token = Hidden(await http.GetStringAsync(page));
        var start = Stopwatch.GetTimestamp();
        using var answer = await PostAsync(link, token);
        return Stopwatch.GetElapsedTime(start);
    }

    async Task<HttpResponseMessage> PostAsync(string link, string token)
    {
        var answer = await http.PostAsync(
            new Uri(link, UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string> { [FormState.TokenField] = token }));
        Expect(answer, HttpStatusCode.SeeOther);
        if (answer.Headers.Location?.OriginalString.EndsWith("/receipt", StringComparison.Ordinal) != true)
            throw new InvalidOperationException("A confirmation did not lead to the receipt.");
        return answer;
    }

    string Address(int number) => $"person{number}.{crowd}@example.org";

    static string Hidden(string page)
    {
        const string mark = $"name=\"{FormState.TokenField}\" value=\"";
        var start = page.IndexOf(mark, StringComparison.Ordinal) + mark.Length;
        return page[start..page.IndexOf('"', start)];
    }

    static void Expect(HttpResponseMessage answer, HttpStatusCode status)
    {
        if (answer.StatusCode != status) throw new InvalidOperationException($"{answer.RequestMessage!.RequestUri!.AbsolutePath[..6]} was answered {(int)answer.StatusCode}.");
    }
}
