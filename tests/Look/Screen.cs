using Microsoft.Playwright;

namespace Campaigns.Tests.Look;

/// <summary>What axe looks at.</summary>
public enum Axe
{
    /// <summary>Nothing: only room and motion are measured.</summary>
    Nothing,

    /// <summary>What another set of colours can break.</summary>
    Colours,

    /// <summary>WCAG 2.2 AA, and what its makers think good besides.</summary>
    Everything,
}

/// <summary>How somebody looks at a page.</summary>
/// <param name="Name">For people, and in the names of pictures.</param>
/// <param name="Width">In pixels of a style sheet.</param>
/// <param name="Unfolded">Whether everything that can be unfolded is; else the page is as it comes.</param>
/// <param name="Shown">Whether a picture is worth taking.</param>
public sealed record Screen(string Name, int Width, ColorScheme Colours, Axe Axe = Axe.Nothing, bool Unfolded = false, bool Shown = false)
{
    /// <summary>Asked for by people who see little (<c>prefers-contrast: more</c>).</summary>
    public bool MoreContrast { get; init; }

    /// <summary>The system's few colours, and nothing that moves.</summary>
    public bool SystemColours { get; init; }

    public int Height { get; init; } = 800;

    static readonly Screen
        DeskLight = new("desk-light", 1280, ColorScheme.Light, Axe.Everything, Unfolded: true, Shown: true),
        DeskDark = new("desk-dark", 1280, ColorScheme.Dark, Shown: true),
        DeskContrast = new("desk-contrast", 1280, ColorScheme.Light, Axe.Colours, Unfolded: true) { MoreContrast = true },
        PhoneLight = new("phone-light", 390, ColorScheme.Light, Shown: true),
        PhoneDark = new("phone-dark", 390, ColorScheme.Dark, Axe.Colours, Unfolded: true, Shown: true),
        SmallContrast = new("small-contrast", 320, ColorScheme.Dark, Axe.Colours, Unfolded: true) { MoreContrast = true },
        SmallSystem = new("small-system", 320, ColorScheme.Dark, Unfolded: true, Shown: true) { SystemColours = true },
        Zoomed = new("zoomed", 640, ColorScheme.Light, Unfolded: true) { Height = 400 }; // a desk at 200 %; the smallest one is that at 400 %

    /// <summary>Each page on each of them, each set of colours once.</summary>
    public static readonly Screen[] Usual = [DeskLight, DeskDark, PhoneLight, PhoneDark, SmallContrast, SmallSystem, Zoomed];

    /// <summary>For the same pages in another language: where words are longer or run the other way.</summary>
    public static readonly Screen[] Translated = [PhoneLight with { Axe = Axe.Everything }, DeskLight with { Axe = Axe.Nothing, Unfolded = false }, SmallSystem with { Shown = false }];

    /// <summary>Where long words have least room.</summary>
    public static readonly Screen[] Narrow = [PhoneDark with { Axe = Axe.Nothing }];

    /// <summary>Everything on all of them.</summary>
    public static readonly Screen[] Long = [.. Usual.Append(DeskContrast).Select(screen => screen with { Axe = Axe.Everything })];

    public async Task TurnToAsync(IPage page)
    {
        await page.EmulateMediaAsync(new()
        {
            ColorScheme = Colours,
            Contrast = MoreContrast ? Contrast.More : Contrast.NoPreference,
            ForcedColors = SystemColours ? ForcedColors.Active : ForcedColors.None,
            ReducedMotion = SystemColours ? ReducedMotion.Reduce : ReducedMotion.NoPreference,
        });
        await page.SetViewportSizeAsync(Width, Height);
    }
}
