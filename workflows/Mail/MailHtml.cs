using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;

namespace Campaigns.Mail;

/// <summary>A message as HTML, by the component <c>MailLayout</c>.</summary>
public sealed class MailHtml(IServiceProvider services, ILoggerFactory loggers)
{
    public async Task<string> RenderAsync(MailContent content)
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(MailLayout.Content)] = content });
        return await renderer.Dispatcher.InvokeAsync(async () =>
            "<!DOCTYPE html>\n" + (await renderer.RenderComponentAsync<MailLayout>(parameters)).ToHtmlString());
    }
}
