using Campaigns.Functions.Pages;

namespace Campaigns.Functions.Entrance;

/// <param name="Next">A path of ours to go to afterwards, or empty.</param>
public sealed record SignInView(FormState Form, string Next) : IView<SignInPage>;

/// <inheritdoc cref="SignInView"/>
public sealed record SignInLinkView(FormState Form, string Next) : IView<SignInLinkPage>;

/// <inheritdoc cref="SignInView"/>
public sealed record SignInCodeView(FormState Form, string Next) : IView<SignInCodePage>;

/// <summary>A page that only says something, to somebody who is signed in.</summary>
public sealed record StaffNoticeView(Staff Staff, string Title, params string[] Paragraphs) : IView<StaffNoticePage>
{
    /// <summary>Path and text of a link below.</summary>
    public (string Path, string Text)? Next { get; init; }
}
