namespace Campaigns.Functions.Pages;

/// <summary>A page that people pass on.</summary>
/// <param name="Address">Absolute, without a language; its picture is at <c>/card.png</c> below it.</param>
public sealed record PreviewOf(string Address);
