using Campaigns.Access.Providers;
using Campaigns.Functions.Pages;

namespace Campaigns.Functions.Entrance;

/// <param name="Next">A path of ours to go to afterwards, or empty.</param>
public sealed record SignInView(FormState Form, string Next) : IView<SignInPage>
{
    /// <summary>Where one can sign in instead; null: nowhere.</summary>
    public IdentityProvider? Provider { get; init; }
}

/// <inheritdoc cref="SignInView"/>
public sealed record SignInLinkView(FormState Form, string Next) : IView<SignInLinkPage>;

/// <inheritdoc cref="SignInView"/>
public sealed record SignInCodeView(FormState Form, string Next) : IView<SignInCodePage>
{
    /// <summary>The person has a passkey, too.</summary>
    public bool HasPasskey { get; init; }
}

/// <summary>For somebody whom the provider vouches for.</summary>
/// <param name="Provider">As people know it.</param>
/// <param name="Address">The person's own.</param>
/// <param name="Next">A path of ours to go to afterwards, or empty.</param>
public sealed record ProviderView(FormState Form, string Provider, string Address, string Next) : IView<ProviderPage>;

/// <inheritdoc cref="ProviderView"/>
/// <param name="Provider">As people know it.</param>
/// <param name="Address">The person's own; empty when the provider vouches for none.</param>
public sealed record ProviderRefusedView(string Provider, string Address) : IView<ProviderRefusedPage>;

/// <summary>A page that only says something, to somebody who is signed in.</summary>
public sealed record StaffNoticeView(Staff Staff, string Title, params string[] Paragraphs) : IView<StaffNoticePage>
{
    /// <summary>Path and text of a link below.</summary>
    public (string Path, string Text)? Next { get; init; }
}
