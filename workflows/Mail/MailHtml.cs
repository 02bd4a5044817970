using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;

namespace Campaigns.Mail;

/// <summary>A message as HTML, by the component <c>MailLayout</c>; other whole documents likewise.</summary>
public sealed class MailHtml(IServiceProvider services, ILoggerFactory loggers)
{
    public Task<string> RenderAsync(MailContent content) => RenderAsync<MailLayout>(new() { [nameof(MailLayout.Content)] = content });

    /// <param name="parameters">The component's, by name.</param>
    public async Task<string> RenderAsync<TDocument>(Dictionary<string, object?> parameters) where TDocument : IComponent
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            "<!DOCTYPE html>\n" + (await renderer.RenderComponentAsync<TDocument>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}
