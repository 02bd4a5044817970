using System.Collections.Concurrent;
using System.Text;
using Campaigns.Functions.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Doors;

/// <summary>
/// Pages that are the same for everybody who asks in the same way. One is rendered once for all, and again when something has changed
/// that it shows: nobody gets an older page for it. Its validator is a hash of its bytes.
/// </summary>
public sealed class PublicPages
{
    const int Kept = 300;

    readonly ConcurrentDictionary<string, Page> pages = new();

    /// <param name="variant">What the page depends on besides its address and the reader's language.</param>
    /// <param name="shows">Equal as long as the page would come out the same.</param>
    public async Task<IResult> AnswerAsync<TPage>(HttpRequest request, string variant, object shows, Func<Task<IView<TPage>>> view)
        where TPage : IComponent
    {
        var visitor = Visitor.Of(request);
        var name = $"{visitor.Path}|{visitor.Language}|{visitor.Chosen}|{variant}";
        if (!pages.TryGetValue(name, out var page) || !page.Shows.Equals(shows))
        {
            if (pages.Count >= Kept) pages.Clear();
            pages[name] = page = new(shows, new(async () => Validator.Of(Encoding.UTF8.GetBytes(await request.RenderAsync(await view())))));
        }
        try
        {
            return request.Answer(await page.Html.Value, "text/html; charset=utf-8");
        }
        catch
        {
            pages.TryRemove(new(name, page));
            throw;
        }
    }

    sealed record Page(object Shows, Lazy<Task<Validator>> Html);
}
