using System.Text.Json;
using Campaigns.Tests.House;
using Microsoft.Playwright;

namespace Campaigns.Tests.Ways;

/// <summary>
/// A person who has no mouse: Tab, Enter, Space, arrows and letters. At each stop it is looked at whether one can see where one is, and
/// whether the way goes down the page.
/// </summary>
sealed class Keys(Walk walk)
{
    const int MostStops = 250;

    /// <summary>How far up the next stop may lie: things of one line do not stand at one height.</summary>
    const double Line = 48;

    IPage Page => walk.Page;

    public async Task GoAsync(string path)
    {
        await Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce }); // else it is still scrolling when it is looked at
        await Page.GoAsync(path);
        await LookAsync();
    }

    /// <summary>Tabs on until what is reached is called so; goes once round the page at most.</summary>
    public async Task ToAsync(string words)
    {
        for (var stops = 0; stops < MostStops; stops++)
            if (await StepAsync() is { } stop && stop.Name.StartsWith(words, StringComparison.Ordinal)) return;
        Assert.Fail($"\"{words}\" is not reached with Tab on {Page.Url}:\n{await Page.InnerTextAsync("main")}");
    }

    public async Task TypeAsync(string label, string text)
    {
        await ToAsync(label);
        await Page.Keyboard.PressAsync("Control+A");
        await Page.Keyboard.TypeAsync(text);
    }

    /// <summary>Unfolds it, or ticks it: nothing is left.</summary>
    public async Task PressHereAsync(string words, string key)
    {
        await ToAsync(words);
        await Page.Keyboard.PressAsync(key);
    }

    /// <summary>Goes to a link or a button, presses it and waits for the page that comes.</summary>
    public async Task PressAsync(string words, string key = "Enter")
    {
        await ToAsync(words);
        await Page.LeaveAsync(() => Page.Keyboard.PressAsync(key));
        await LookAsync();
    }

    /// <summary>Over the masthead to what the page is about.</summary>
    public async Task SkipAsync()
    {
        var first = await StepAsync();
        Assert.Equal("Skip to the content", first?.Name);
        await Page.Keyboard.PressAsync("Enter");
        await StepAsync();
        Assert.True(await Page.EvaluateAsync<bool>("document.activeElement.closest('main') !== null"), $"The skip link of {Page.Url} leads nowhere.");
    }

    /// <summary>Goes through the whole page and comes out at its end.</summary>
    /// <returns>What can be reached, in order.</returns>
    public async Task<IReadOnlyList<string>> AroundAsync()
    {
        List<string> names = [];
        while (await StepAsync() is { } stop)
        {
            names.Add(stop.Name);
            Assert.True(names.Count < MostStops, $"No way out of {Page.Url}: {string.Join(" / ", names.TakeLast(10))}");
        }
        return names;
    }

    async Task LookAsync()
    {
        await walk.LookAsync();
        await Page.EvaluateAsync($"window.rest = new Map([...document.querySelectorAll('a, button, input, select, textarea, summary, [tabindex]')].map(one => [one, ({Look})(one)])); window.last = null");
    }

    /// <returns>Null: the page's end.</returns>
    async Task<Stop?> StepAsync()
    {
        await Page.Keyboard.PressAsync("Tab");
        var told = await Page.EvaluateAsync<JsonElement?>($$"""
            () => {
              const one = document.activeElement;
              if (!one || one === document.body) { window.last = null; return null; }
              const box = one.getBoundingClientRect(), top = box.top + scrollY, before = window.last;
              window.last = top;
              return {
                name: (one.getAttribute('aria-label') || (one.labels && one.labels.length ? one.labels[0].innerText : '') || one.innerText || one.value || '').trim(),
                seen: ({{Look}})(one) !== window.rest.get(one),
                inside: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
                up: before === null || !one.closest('main') ? 0 : before - top,
              };
            }
            """);
        if (told is not { ValueKind: JsonValueKind.Object } at) return null;
        var stop = new Stop(at.GetProperty("name").GetString()!, at.GetProperty("up").GetDouble());
        Assert.True(stop.Name.Length > 0, $"Something without a name on {Page.Url}");
        Assert.True(at.GetProperty("seen").GetBoolean(), $"\"{stop.Name}\" on {Page.Url} looks the same with the focus on it.");
        Assert.True(at.GetProperty("inside").GetBoolean(), $"\"{stop.Name}\" on {Page.Url} has the focus outside of the window.");
        Assert.True(stop.Up < Line || Page.ViewportSize!.Width > 600, $"\"{stop.Name}\" on {Page.Url} lies {stop.Up} pixels above what was before it.");
        return stop;
    }

    const string Look = "(one) => { const s = getComputedStyle(one); return [s.outlineStyle === 'none' ? '' : s.outlineStyle + s.outlineWidth + s.outlineColor, s.boxShadow, s.borderBottomColor].join('|'); }";

    sealed record Stop(string Name, double Up);
}
