namespace Campaigns.Functions.Pages;

/// <summary>A page that only says something: a title, a few paragraphs, perhaps where to go from here.</summary>
public sealed record NoticeView(string Title, params string[] Paragraphs) : IView<NoticePage>
{
    /// <summary>Path and text of a link below.</summary>
    public (string Path, string Text)? Next { get; init; }
}
